/** Disks are built, read back and checked; nothing on one can make the reader throw. */
import assert from 'node:assert/strict';
import { type NewFile, buildDisk, readDisk, vsfs } from '../../src/disk';
import { recordSize } from '../../src/image';
import { memoryMap } from '../../src/isa';
import { randomNumbers } from '../image/random';

const { blockSize, directBlocks, numbersPerBlock } = vsfs;

/** A file whose every word differs from the next, so that no block can be taken for another. */
function file(path: string, size: number): NewFile & { readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 0xff;
  return { path, bytes };
}

function built(files: readonly NewFile[], blocks?: number): Uint8Array {
  const { image, problem } = buildDisk(files, { blocks });
  assert.equal(problem, undefined);
  return image!;
}

describe('a disk', () => {
  const single = directBlocks * blockSize;
  const double = single + numbersPerBlock * blockSize;
  const cases: Readonly<Record<string, readonly (NewFile & { readonly bytes: Uint8Array })[]>> = {
    'without files': [],
    'with a program and its folders': [file('/bin/init', 3000), file('/etc/startup', 20), file('/readme', 0)],
    'with folders in folders': [file('/a/b/c/d/e/f', 9), file('/a/b/c2', 9), file('/a/b/c/g', 9)],
    'with empty folders': [
      { path: '/tmp/', bytes: new Uint8Array() },
      { path: '/var/log/', bytes: new Uint8Array() },
      { path: '/', bytes: new Uint8Array() },
    ],
    'with files at the edges of direct blocks': [-1, 0, 1].map(more => file(`/f${more}`, single + more)),
    'with files at the edges of blocks': [1, blockSize - 1, blockSize, blockSize + 1].map(n =>
      file(`/${n}`, n),
    ),
    'with files at the edge of indirect blocks': [-1, 0, 1].map(more => file(`/f${more}`, double + more)),
    'with a file of three double-indirect groups': [
      file('/big', double + (2 * numbersPerBlock + 3) * blockSize),
    ],
    'with a folder of many files': Array.from({ length: 1700 }, (_, i) => file(`/many/file${i}`, i % 3)),
    'with the longest name': [file(`/${'n'.repeat(vsfs.nameSize)}/é`, 5), file(`/${'n'.repeat(27)}`, 5)],
  };
  for (const [name, files] of Object.entries(cases))
    it(`${name} gives back what was put on it`, () => {
      const { files: found, directories, problems } = readDisk(built(files));
      assert.deepEqual(problems, []);
      const expected = files.filter(({ path }) => !path.endsWith('/'));
      assert.deepEqual([...found.keys()].sort(), expected.map(({ path }) => path).sort());
      for (const { path, bytes } of expected) assert.ok(Buffer.from(found.get(path)!).equals(bytes), path);
      for (const { path } of files.filter(({ path }) => path.length > 1 && path.endsWith('/')))
        assert.ok(directories.includes(path.slice(0, -1)), path);
    });

  it('has links, devices and permissions as they were put on it, and can be built again from what is read', () => {
    const image = built([
      { ...file('/bin/tool', 3000), permissions: 0o755 },
      { path: '/bin/same', sameAs: '/bin/tool' },
      { path: '/etc/link', target: '../bin/tool' },
      { path: '/dev/console', device: vsfs.devices.console },
      { path: '/tmp/', bytes: new Uint8Array(), permissions: 0o1777 },
    ]);
    const { entries, problems } = readDisk(image);
    assert.deepEqual(problems, []);
    const modes = new Map(entries.map(entry => [entry.path, entry.permissions]));
    assert.deepEqual(
      ['/', '/bin/', '/tmp/', '/bin/tool', '/etc/link', '/dev/console'].map(path => modes.get(path)),
      [0o755, 0o755, 0o1777, 0o755, 0o777, 0o666],
    );
    assert.ok(entries.some(entry => 'sameAs' in entry && entry.sameAs === '/bin/tool'));
    assert.ok(entries.some(entry => 'target' in entry && entry.target === '../bin/tool'));
    assert.deepEqual(readDisk(built(entries)).entries, entries);
  });

  it('has room to spare: at least 4 MiB, and half of what is on it', () => {
    assert.equal(built([]).length, 1024 * blockSize);
    assert.ok(built([file('/big', 2000 * blockSize)]).length >= 3000 * blockSize);
  });

  it('has as many blocks as wanted, to the last', () => {
    const free = (blocks: number) =>
      file('/all', (blocks - 1 - 1 - 1 - 4 - 1 - vsfs.journalBlocks - 1 - 1) * blockSize);
    const image = built([free(128)], 128);
    assert.equal(image.length, 128 * blockSize);
    assert.deepEqual(readDisk(image).problems, []);
    assert.match(buildDisk([free(129)], { blocks: 128 }).problem!, /the files need 129 blocks, it has 128/);
  });

  it('is made of records that fit together', () => {
    assert.equal(recordSize(vsfs.inodeFields), vsfs.inodeSize);
    assert.equal(recordSize(vsfs.entryFields), vsfs.entrySize);
    assert.equal(blockSize % memoryMap.sectorSize, 0);
  });

  const refusals: readonly (readonly [string, readonly NewFile[], number | undefined, string])[] = [
    [
      'a relative path',
      [file('bin/x', 1)],
      undefined,
      "'bin/x' is not a path on the disk: it does not start with a slash",
    ],
    ['dots', [file('/bin/../x', 1)], undefined, "'/bin/../x' is not a path on the disk: it has '..' in it"],
    ['a NUL', [file('/a\0b', 1)], undefined, "'/a\\0b' is not a path on the disk: it has a NUL in it"],
    [
      'a long name',
      [file('/bin/a-name-that-goes-on-and-on-for', 1)],
      undefined,
      "the name 'a-name-that-goes-on-and-on-for' in '/bin/a-name-that-goes-on-and-on-for' is too long: 30 bytes, the most is 28",
    ],
    [
      'a name of many bytes',
      [file(`/${'é'.repeat(15)}`, 1)],
      undefined,
      `the name '${'é'.repeat(15)}' in '/${'é'.repeat(15)}' is too long: 30 bytes, the most is 28`,
    ],
    ['a path twice', [file('/bin/x', 1), file('/bin//x', 2)], undefined, "'/bin//x' is twice on the disk"],
    [
      'a file as a folder',
      [file('/bin', 1), file('/bin/x', 2)],
      undefined,
      "'/bin/x' cannot be on the disk: 'bin' in it is a file",
    ],
    [
      'a folder as a file',
      [file('/bin/x', 1), file('/bin', 2)],
      undefined,
      "'/bin' is twice on the disk: once as a folder",
    ],
    [
      'another name of nothing',
      [{ path: '/b', sameAs: '/a' }],
      undefined,
      "'/b' cannot be another name of a file that is not there",
    ],
    ['a folder with contents', [file('/bin/', 3)], undefined, "'/bin/' is a folder, and cannot have 3 bytes"],
    ['too much', [file('/x', 4000 * 1000)], 512, 'the disk is full: the files need 1031 blocks, it has 512'],
    ['no room for anything', [], 3, 'the disk is full: the files need 53 blocks, it has 3'],
    ['too large a disk', [], 2 ** 20, 'a disk has at most 524288 blocks, this one would have 1048576'],
  ];
  for (const [name, files, blocks, problem] of refusals)
    it(`is not built with ${name}`, () => assert.deepEqual(buildDisk(files, { blocks }), { problem }));

  it('is the same whenever it is built', () => {
    const files = cases['with folders in folders']!;
    assert.ok(Buffer.from(built(files)).equals(built(files)));
  });
});

/** Where things are on the disk of the damage tests. */
const sound = built([file('/a', 5000), file('/dir/b', 60_000), file('/c', 10)], 128);
const superblock = new DataView(sound.buffer);
const [inodeBitmap, dataBitmap, inodeTable, firstData] = [3, 4, 5, 7].map(
  i => superblock.getUint32(i * 4, true) * blockSize,
) as [number, number, number, number];
const journal = superblock.getUint32(24, true) * blockSize;
const inode = (number: number, offset: number) => inodeTable + number * vsfs.inodeSize + offset;
const block = (at: number) => superblock.getUint32(at, true) * blockSize;
const root = block(inode(1, 8));
const dir = block(inode(3, 8));
const indirect = block(inode(4, 8 + 4 * directBlocks));

describe('the check of a disk', () => {
  /** Words to write over a sound disk of /a (inode 2), /dir (3), /dir/b (4) and /c (5), and what is found then. */
  const cases: readonly (readonly [string, readonly (readonly [number, number])[], readonly string[]])[] = [
    ['nothing', [], []],
    ['the magic number', [[0, 1]], ['no file system: the magic number is 0x1']],
    ['the number of blocks', [[4, 1000]], ['the superblock says 1000 blocks, the disk has 128']],
    ['the place of the inodes', [[20, 2]], ['the inode table at block 2 overlaps the data bitmap']],
    ['the place of the data', [[28, 200]], ['the end of the disk at block 128 overlaps the data']],
    ['the number of inodes', [[8, 0]], ['the superblock says 0 inodes, which leaves no root directory']],
    ['many inodes', [[8, 0xffff_ffff]], ['the data bitmap at block 2 overlaps the inode bitmap']],
    ['a link more', [[inode(2, 0), 0x2_81a4]], ['inode 2 says 2 links, 1 directory entries name it']],
    [
      'a link of a folder less',
      [[inode(1, 0), 0x2_41ed]],
      ['inode 1 says 2 links, 3 directory entries name it'],
    ],
    [
      'an odd type',
      [[inode(2, 0), 0x1_7004]],
      [
        '/a names inode 2, which has type 70000',
        'block 53 is free but in use in its bitmap',
        'block 54 is free but in use in its bitmap',
      ],
    ],
    [
      'an entry removed',
      [[root + 2 * 32, 0]],
      [
        'inode 2 is in use (mode 100644) but no directory names it',
        'block 53 is free but in use in its bitmap',
        'block 54 is free but in use in its bitmap',
      ],
    ],
    [
      'an entry beyond all inodes',
      [[root + 2 * 32, 256]],
      [
        "directory / has 'a' at inode 256, the last is 255",
        'inode 2 is in use (mode 100644) but no directory names it',
        'block 53 is free but in use in its bitmap',
        'block 54 is free but in use in its bitmap',
      ],
    ],
    [
      'a name twice',
      [[root + 4 * 32 + 4, 0x61]],
      [
        "directory / has 'a' twice",
        'inode 5 is in use (mode 100644) but no directory names it',
        'block 72 is free but in use in its bitmap',
      ],
    ],
    [
      'a slash in a name',
      [[root + 4 * 32 + 4, 0x2f63]],
      [
        "directory / has the impossible name 'c/'",
        'inode 5 is in use (mode 100644) but no directory names it',
        'block 72 is free but in use in its bitmap',
      ],
    ],
    [
      'the parent of a folder',
      [[dir + 32, 3]],
      [
        "directory /dir has '..' at inode 3 instead of 1",
        'inode 1 says 3 links, 2 directory entries name it',
        'inode 3 says 2 links, 3 directory entries name it',
      ],
    ],
    [
      'a folder in itself',
      [[dir + 2 * 32, 3]],
      [
        '/dir/b names directory 3, which has another name too',
        'inode 3 says 2 links, 3 directory entries name it',
        'inode 4 is in use (mode 100644) but no directory names it',
        ...Array.from({ length: 16 }, (_, i) => `block ${56 + i} is free but in use in its bitmap`),
      ],
    ],
    ['a directory of odd size', [[inode(3, 4), 100]], ['directory /dir has 100 bytes, not a multiple of 32']],
    [
      'a block that two share',
      [[inode(5, 8), 53]],
      ['block 53 is in inode 2 and again in inode 5', 'block 72 is free but in use in its bitmap'],
    ],
    [
      'a block of the inodes',
      [[inode(5, 8), 3]],
      [
        'inode 5 has block 3, which is not one of data (52 to 127)',
        'block 72 is free but in use in its bitmap',
      ],
    ],
    [
      'a block past the disk',
      [[inode(5, 8), 128]],
      [
        'inode 5 has block 128, which is not one of data (52 to 127)',
        'block 72 is free but in use in its bitmap',
      ],
    ],
    [
      'a block past the end of a file',
      [[inode(5, 12), 100]],
      ['inode 5 has block 100 past its end at 10 bytes', 'block 100 is in use but free in its bitmap'],
    ],
    [
      'an indirect block past the end',
      [[inode(4, 4), 10 * blockSize]],
      [
        'inode 4 has block 66 past its end at 40960 bytes',
        'inode 4 has block 67 past its end at 40960 bytes',
        'inode 4 has block 68 past its end at 40960 bytes',
        'inode 4 has block 69 past its end at 40960 bytes',
        'inode 4 has block 70 past its end at 40960 bytes',
      ],
    ],
    [
      'a number in an indirect block',
      [[indirect, 54]],
      ['block 54 is in inode 2 and again in inode 4', 'block 68 is free but in use in its bitmap'],
    ],
    [
      'a size beyond the disk',
      [[inode(5, 4), 0xffff_ffff]],
      ['inode 5 has 4294967295 bytes, the largest file has 2147483647'],
    ],
    ['nothing: a file with a hole as large as can be', [[inode(5, 4), 0x7fff_ffff]], []],
    [
      'the bitmap of inodes',
      [[inodeBitmap, 0b100_0000_1111]],
      [
        'inode 4 is in use but free in its bitmap',
        'inode 5 is in use but free in its bitmap',
        'inode 10 is free but in use in its bitmap',
      ],
    ],
    [
      'the bitmap of blocks',
      [
        [dataBitmap, 0xffff_fffe],
        [dataBitmap + 12, 0x8000_0000],
      ],
      ['block 0 is in use but free in its bitmap', 'block 127 is free but in use in its bitmap'],
    ],
    ['the place of the journal', [[24, 6]], ['the journal at block 6 overlaps the inode table']],
    ['the journal', [[journal, 1]], ['the journal has the magic number 0x1']],
    ['the count of the journal', [[journal + 4, 45]], ['the journal says 45 blocks, it has 44']],
    [
      'a block of the journal',
      [
        [journal + 4, 1],
        [journal + 8, 128],
      ],
      ['the journal has block 128, which is not on the disk'],
    ],
    ['the root', [[inode(1, 0), 0x3_81a4]], ['the root, inode 1, is no directory']],
  ];
  for (const [name, words, expected] of cases)
    it(`finds: ${name}`, () => {
      const image = sound.slice();
      const view = new DataView(image.buffer);
      for (const [at, value] of words) view.setUint32(at, value, true);
      assert.deepEqual(readDisk(image).problems, expected);
    });

  it('takes a transaction in the journal for done, and a file without a name for one that goes', () => {
    const image = sound.slice();
    const view = new DataView(image.buffer);
    view.setUint32(journal + 4, 2, true);
    view.setUint32(journal + 8, root / blockSize, true);
    view.setUint32(journal + 12, inodeTable / blockSize, true);
    image.copyWithin(journal + blockSize, root, root + blockSize);
    image.copyWithin(journal + 2 * blockSize, inodeTable, inodeTable + blockSize);
    view.setUint32(journal + blockSize + 4 * 32, 0, true); // the entry of /c
    view.setUint16(journal + 2 * blockSize + 5 * vsfs.inodeSize + 2, 0, true); // its count of names
    const { files, problems, unfinished } = readDisk(image);
    assert.deepEqual(problems, []);
    assert.deepEqual(unfinished, { blocks: 2, files: 1 });
    assert.deepEqual([...files.keys()].sort(), ['/a', '/dir/b']);
  });

  it('reads holes as zeros', () => {
    const image = sound.slice();
    const view = new DataView(image.buffer);
    view.setUint32(inode(2, 8), 0, true);
    view.setUint8(dataBitmap + 6, view.getUint8(dataBitmap + 6) & ~(1 << 5)); // block 53
    const { files, problems } = readDisk(image);
    assert.deepEqual(problems, []);
    const expected = file('/a', 5000).bytes.fill(0, 0, blockSize);
    assert.deepEqual(files.get('/a'), expected);
  });

  for (const [name, image, problem] of [
    ['nothing', new Uint8Array(), 'the disk has 0 bytes, less than one block of 4096'],
    ['zeros', new Uint8Array(8192), 'no file system: the magic number is 0x0'],
    ['half a disk', sound.subarray(0, 64 * blockSize), 'the superblock says 128 blocks, the disk has 64'],
  ] as const)
    it(`finds no file system on ${name}`, () => assert.deepEqual(readDisk(image).problems, [problem]));

  it('reads from the middle of a larger buffer', () => {
    const larger = new Uint8Array(sound.length + 300);
    larger.set(sound, 100);
    assert.deepEqual(readDisk(larger.subarray(100, 100 + sound.length)), readDisk(sound));
  });

  it('stands any damage', () => {
    const random = randomNumbers(7);
    const words = [0, 1, 2, 3, 5, 8, 29, 127, 128, 256, 0xffff, 0x8000_0000, 0xffff_ffff];
    for (let round = 0; round < 300; round++) {
      const image = sound.slice();
      const view = new DataView(image.buffer);
      for (let i = random(6); i >= 0; i--) {
        const start = [12, inodeTable + 64, root, dir, indirect, firstData, 0][random(7)]!;
        const at = start + random(random(2) ? 40 : 400);
        if (random(2)) view.setUint32(at & ~3, words[random(words.length)]!, true);
        else image[at] = random(256);
      }
      const { problems } = readDisk(image);
      for (const problem of problems) assert.equal(typeof problem, 'string');
    }
  });
});
