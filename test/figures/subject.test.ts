/** What is pointed at in one picture, and what is about it in the others. */
import assert from 'node:assert/strict';
import {
  type Section,
  type Subject,
  isAbout,
  memorySections,
  stacksSections,
  systemSections,
  withFrames,
} from '../../src/figures';
import type { MemoryParts, PictureName, StacksParts, SystemParts } from '../../src/protocol';
import { Session } from '../debugger/session';

const files = {
  'one.c': '#include <unistd.h>\nint main(void) { int here = 1; getpid(); return here - 1; }\n',
};

/** What the rows of a section's table are about, with their text. */
function rowsOf<Parts>(section: Section<Parts> | undefined, parts: Parts) {
  const { table } = section!.content(parts, 800);
  assert.ok(
    table?.about && table.about.length === table.rows.length,
    `${section!.id}: a subject for each row`,
  );
  return table.rows.map((row, index) => ({
    text: row.map(cell => (typeof cell === 'string' ? cell : cell.text)).join(' '),
    about: table.about![index]!,
  }));
}

const marked = (
  rows: readonly { readonly text: string; readonly about: Subject | undefined }[],
  at: Subject,
) => rows.filter(({ about }) => about && isAbout(about, at)).map(({ text }) => text);

describe('pointing', () => {
  let session: Session;
  const told = <Parts>(name: PictureName): Parts =>
    Object.assign({}, ...(session.pictures[name] as { parts: object }[]).map(({ parts }) => parts)) as Parts;
  before(async () => {
    session = await Session.at({ files, history: 16 });
    for (const name of ['stacks', 'memory', 'system'] as const) session.debugger.follow(name, {});
  });

  it('at a word of a stack shows the region, the page and the frame that it is in', () => {
    const stacks = told<StacksParts>('stacks');
    const memory = told<MemoryParts>('memory');
    const word = rowsOf(stacksSections[0], stacks).find(({ text }) =>
      text.startsWith('user stack(2 one)'),
    )!.about;
    const section = (id: string) => memorySections.find(row => row.id === id);
    assert.match(marked(rowsOf(section('space'), memory), word).join(), /^0x\w+ 0x\w+ stack /);
    const known = withFrames(word, memory);
    assert.equal(known.frames!.to - known.frames!.from, 1);
    const pages = marked(rowsOf(section('tables'), memory), known);
    assert.equal(pages.length, 1);
    const frames = marked(rowsOf(section('frames'), memory), known);
    assert.match(frames.join(), /process 2$/);
    // From the frame back to the page, and to where the kernel has all of physical memory.
    const back = marked(rowsOf(section('tables'), memory), { frames: known.frames! });
    assert.deepEqual([back[0], back.length], [pages[0], 2]);
  });

  it('at a process shows what is about it, and not what is about a place in its memory', () => {
    const system = told<SystemParts>('system');
    const rows = rowsOf(systemSections[0], system);
    assert.match(marked(rows, { pid: 2 }).join(), /^2 one running/);
    assert.deepEqual(
      marked(rowsOf(stacksSections[0], told<StacksParts>('stacks')).slice(-3), { pid: 2 }),
      [],
    );
  });

  it('at an instant shows what happened then, whoever it happened to', () => {
    const system = told<SystemParts>('system');
    const traps = rowsOf(
      systemSections.find(({ id }) => id === 'traps'),
      system,
    );
    const { last } = system.traps.find(({ cause }) => cause === 'system-call')!;
    assert.match(marked(traps, { count: last!, pid: 1 }).join(), /system call/);
    assert.deepEqual(marked(traps, { count: last! + 1, pid: 1 }), []);
    assert.equal(isAbout({ pid: 2, count: 5 }, { pid: 3, count: 5 }), false);
    assert.equal(isAbout({}, { pid: 3 }), false);
  });
});
