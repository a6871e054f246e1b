/** What people, and VS Code, start: runs the bundle beside it, `cli.main.js` for `cli.js`, as V8 has compiled it before. */
import { runCompiled } from './compiled';

const [, , command = ''] = process.argv;
runCompiled(__filename.replace(/\.js$/, '.main.js'), /^[a-z]{1,12}$/.test(command) ? command : '');
