/** The disk in the picture System: what its blocks are for, and what the kernel's buffer cache has that it does not. */
import assert from 'node:assert/strict';
import { readDisk, vsfs } from '../../src/disk';
import type { SystemParts } from '../../src/protocol';
import { Session } from './session';

const { blockSize, directBlocks } = vsfs;
/** One block more than an inode has numbers of, so that there is a block of numbers. */
const blocks = directBlocks + 1;
const program = `#include <fcntl.h>
#include <unistd.h>
int main(void)
{
    static char block[${blockSize}];
    int file = open("/big", O_CREAT | O_WRONLY, 0644);
    int i;
    for (i = 0; i < ${blocks}; i++) {
        block[0] = 'a' + i;
        write(file, block, sizeof block);
    }
    getppid();
    fsync(file);
    getpid();
    return 0;
}
`;

describe('the disk in the picture System', () => {
  let session: Session;
  /** The instant before the file is brought to the disk. */
  let unwritten = 0;
  const parts = () =>
    Object.assign({}, ...session.pictures.system.map(({ parts: told }) => told)) as SystemParts;
  const ofBig = () => parts().blocks.filter(({ path }) => path === '/big');
  const count = (kind: string) => ofBig().reduce((sum, run) => sum + (run.kind === kind ? run.count : 0), 0);

  before(async () => {
    session = await Session.at({ files: { 'big.c': program }, history: 16 });
    session.debugger.follow('system', {});
    session.debugger.breakpoints.setFunctions([{ name: 'getppid' }, { name: 'getpid' }]);
    await session.continue();
    unwritten = session.system.machine.count;
  });

  it('has all blocks, each once', () => {
    let next = 0;
    for (const { from, count: length } of parts().blocks) {
      assert.equal(from, next);
      next += length;
    }
    assert.equal(next * blockSize, session.system.machine.disk.length);
    const kinds = new Set(parts().blocks.map(({ kind }) => kind));
    for (const kind of ['superblock', 'inode bitmap', 'inode table', 'journal', 'data', 'free'])
      assert.ok(kinds.has(kind), kind);
  });

  it('has names for blocks and inodes in values too, those included that memory alone has', () => {
    const frame = session.debugger.examine.stack(session.pid)[0];
    const shown = (expression: string) => session.debugger.examine.evaluate(expression, frame, 'watch').value;
    const inode = 'kernel::current->files[3]->inode';
    assert.equal(readDisk(session.system.machine.disk).files.has('/big'), false);
    assert.match(shown(inode), /^0x8\w{7} \(inode \d+ \/big\)$/);
    assert.match(shown(`${inode}->number`), /^\d+ \(\/big\)$/);
    assert.match(shown(`${inode}->disk.direct`), /^\{(\d+ \(data of \/big\), ){4,}/);
    assert.match(shown(`${inode}->disk.indirect`), /^\d+ \(block numbers of \/big\)$/);
    assert.equal(shown(`${inode}->disk.double_indirect`), '0');
    assert.match(shown('kernel::superblock.inode_table'), /^\d+ \(inode table\)$/);
    assert.match(shown('&kernel::buffers[0]'), /^0x8\w{7} \(block \d+, \w.*\)$/);
  });

  it('knows what has been changed in memory alone, and whose it is once it is on the disk', async () => {
    const changed = () => parts().blocks.filter(({ cached }) => cached === 'changed');
    assert.ok(changed().some(({ kind }) => kind === 'inode table'));
    await session.continue();
    assert.deepEqual(changed(), []);
    assert.deepEqual([count('data'), count('block numbers')], [blocks, 1]);
    assert.equal(readDisk(session.system.machine.disk).files.get('/big')!.length, blocks * blockSize);
    const { commands } = parts().disk;
    assert.ok(
      commands.some(({ command, what }) => command === 'write' && what === 'data of /big'),
      JSON.stringify(commands.map(({ what }) => what)),
    );
  });

  it('has the disk of before after going back', async () => {
    assert.ok(ofBig().length > 0);
    session.debugger.time.goTo(unwritten);
    await session.stop();
    assert.deepEqual(ofBig(), []);
  });
});
