/** Which tests are likely to notice a change in a room: its own, and those that drive it from outside. */
import { existsSync } from 'node:fs';
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
};

export function testsFor(root, path) {
  const [, room] = path.split('/');
  const folders = [room, ...(others[room] ?? [])].map(name => join('test', name));
  const there = folders.filter(folder => existsSync(join(root, folder)));
  return there.length > 0 ? there : ['test'];
}
