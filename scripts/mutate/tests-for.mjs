/** Which tests are likely to notice a change in a room: its own, and those that drive it from outside. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of tests beside the room's own. */
const others = {
  isa: ['assembler', 'machine'],
  image: ['linker'],
  machine: ['boot', 'kernel'],
  c: ['codegen'],
  codegen: ['lib'],
  disk: ['boot', 'kernel'],
  boot: ['cli', 'debugger'],
  events: ['session', 'cli', 'debugger'],
  session: ['cli', 'debugger', 'events'],
  protocol: ['dap'],
  debugger: ['dap'],
  views: ['figures', 'extension'],
};

/** The folders of tests for a change in a file of `src`: its room's own, those near by, and all others. */
export function testsFor(root, path) {
  const [, room] = path.split('/');
  const near = others[room] ?? [];
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);
  const those = test => folders.filter(test).map(name => join('test', name));
  return {
    own: those(name => name === room),
    near: those(name => name !== room && near.includes(name)),
    far: those(name => name !== room && !near.includes(name)),
  };
}
