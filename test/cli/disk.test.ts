/** A disk that is kept: from one run to the next, checked, and changed from outside. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';

const shell = 'ringside:/guest/programs/sh';

/** Runs command lines in an empty folder, one after the other; each must print and end as it says. */
const session = (
  steps: readonly (readonly [
    args: readonly string[],
    out: string | RegExp,
    status?: number,
    error?: RegExp,
  ])[],
  files: Readonly<Record<string, string>> = {},
) =>
  withFolder(files, folder => {
    for (const [args, out, status = 0, error] of steps) {
      const ran = ringside(args, { folder });
      const what = args.join(' ');
      if (typeof out === 'string') assert.equal(ran.out, out, what + ran.error);
      else assert.match(ran.out, out, what + ran.error);
      if (error) assert.match(ran.error, error, what);
      else assert.equal(ran.error, '', what);
      assert.equal(ran.status, status, what);
    }
    return folder;
  });

const run = (line: string, more: readonly string[] = [], disk = 'disk.img') => [
  ...['run', '--disk', disk, ...more, shell, '-c'],
  line,
];
const sound = /^disk\.img: sound, with \d+ files and \d+ folders\n$/;

describe('a disk that is kept', () => {
  before(buildCommandLine);

  it('has what the runs before have left on it: files, folders, links, permissions', () =>
    session([
      [
        run(
          'mkdir -p home/a; cd home; echo one > a/f; ln a/f g; ln -s a/f s; umask 077; echo x > private; rm /etc/none',
        ),
        /^rm/,
        1,
      ],
      [['fsck', 'disk.img'], sound],
      [
        run('cd home; echo two >> g; cat a/f s; ls -l; rm a/f; cat g s'),
        /^one\ntwo\none\ntwo\ndrwxr-xr-x  2 .* a\n-rw-r--r--  2 .* g\n-rw-------  1 .* private\nlrwxrwxrwx  1 .* s -> a\/f\none\ntwo\ncat: s: No such file or directory\n$/,
        1,
      ],
      [run('cat home/g; rm -r home; ls'), 'one\ntwo\nbin\ndev\netc\nproc\ntmp\n'],
      [['fsck', 'disk.img'], sound],
    ]));

  it('is made where there is none, of 16 MiB, and left as it was by a run without it', () =>
    withFolder({}, folder => {
      ringside(run('echo kept > f'), { folder });
      const image = readFileSync(join(folder, 'disk.img'));
      assert.equal(image.length, 16 * 1024 * 1024);
      ringside(['run', shell, '-c', 'rm f'], { folder });
      assert.deepEqual(readFileSync(join(folder, 'disk.img')), image);
      assert.deepEqual(readdirSync(folder), ['disk.img']);
    }));

  it('gets the programs and files of the launch anew, whatever stood in their place', () =>
    session(
      [
        [run('cp /bin/echo /bin/cat; cat this; echo changed > f', ['--file', 'f']), 'this\n'],
        [run('cat f'), 'changed\n'],
        [run('cat f', ['--file', 'f']), 'text'],
      ],
      { f: 'text' },
    ));

  it('is refused where it is none, or not sound', () =>
    withFolder({ 'none.img': 'text', 'short.img': '' }, folder => {
      const { status, error } = ringside(run('', [], 'none.img'), { folder });
      assert.equal(
        error,
        'ringside: the disk cannot be used: the disk has 4 bytes, less than one block of 4096\n',
      );
      assert.equal(status, 2);
      assert.equal(readFileSync(join(folder, 'none.img'), 'utf8'), 'text');
      ringside(run(''), { folder });
      const image = readFileSync(join(folder, 'disk.img'));
      image.fill(0, 2 * 4096, 2 * 4096 + 3);
      writeFileSync(join(folder, 'disk.img'), image);
      const check = ringside(['fsck', 'disk.img'], { folder });
      assert.match(check.out, /^(disk\.img: (block|inode) \d+ is in use but free in its bitmap\n)+$/);
      assert.equal(check.status, 1);
      const refused = ringside(run(''), { folder });
      assert.match(
        refused.error,
        /^ringside: the disk cannot be used: .* is in use but free in its bitmap, and \d+ more\n$/,
      );
      assert.equal(refused.status, 2);
    }));

  it('can be looked into and changed without a machine', () =>
    session(
      [
        [run('mkdir d; echo inside > d/f; ln d/f d/g; ln -s f d/s'), ''],
        [
          ['disk', 'list', 'disk.img'],
          /\ndir  0755 {11}\/d\/\nfile 0644 {9}7 \/d\/f\nfile {16}\/d\/g = \/d\/f\nlink 0777 {11}\/d\/s -> f\ndir {2}0755 {11}\/dev\/\ndev  0666 .*console\n/,
        ],
        [['disk', 'get', 'disk.img', '/d/g'], 'inside\n'],
        [['disk', 'get', 'disk.img', 'd/g', 'out'], ''],
        [['disk', 'put', 'disk.img', 'out', 'note.txt=/d/f', 'note.txt=/e/'], ''],
        [['fsck', 'disk.img'], sound],
        [
          run('cat out d/f d/g e/note.txt; stat d/g'),
          /^inside\na note\ninside\na note\nd\/g\n .* 1 link, 7 bytes\n$/,
        ],
        [['disk', 'get', 'disk.img', '/none'], '', 2, /^ringside: disk\.img has no file \/none\n$/],
        [['disk', 'list', 'note.txt'], '', 2, /^ringside: note\.txt: the disk has 7 bytes/],
        [['disk', 'list', 'none'], '', 2, /^ringside: cannot read none: no such file or folder\n$/],
        [['disk', 'remove', 'disk.img'], '', 2, /^ringside: disk: list, get or put, not 'remove'\n/],
        [['fsck'], '', 2, /^ringside: fsck: which image\?\n/],
      ],
      { 'note.txt': 'a note\n' },
    ));
});
