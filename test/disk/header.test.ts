/** The C header says the same as the layout: a C compiler is the judge, where the machine has one. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vsfs, vsfsHeader } from '../../src/disk';
import { type Field, recordSize } from '../../src/image';
import { gcc, judgedBy } from '../support/judges';

const structs: Readonly<Record<string, readonly Field[]>> = {
  vsfs_superblock: vsfs.superblockFields,
  vsfs_inode: vsfs.inodeFields,
  vsfs_dirent: vsfs.entryFields,
};

/** C assertions of every size, offset and constant. */
function assertions(): string[] {
  const lines = vsfs.constants.map(({ name, value }) => `_Static_assert(${name} == ${value}, "${name}");`);
  for (const [name, fields] of Object.entries(structs)) {
    lines.push(`_Static_assert(sizeof(struct ${name}) == ${recordSize(fields)}, "${name}");`);
    fields.forEach((field, i) => {
      const offset = recordSize(fields.slice(0, i));
      const member = `${name}.${field.name}`;
      lines.push(
        `_Static_assert(offsetof(struct ${name}, ${field.name}) == ${offset}, "${member}");`,
        `_Static_assert(sizeof(((struct ${name} *)0)->${field.name}) == ${recordSize([field])}, "${member}");`,
      );
    });
  }
  return lines;
}

describe('vsfs.h', () => {
  it('says that it is generated', () => assert.match(vsfsHeader(), /Generated from src\/disk\/layout\.ts/));

  judgedBy('gcc', 'agrees with the layout, by gcc', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vsfs-'));
    try {
      writeFileSync(join(folder, 'vsfs.h'), vsfsHeader());
      const source = ['#include <stddef.h>', '#include "vsfs.h"', '#include "vsfs.h"', ...assertions(), ''];
      writeFileSync(join(folder, 'check.c'), source.join('\n'));
      const options = ['-std=c11', '-Wall', '-Wextra', '-pedantic', '-Werror', '-fsyntax-only', 'check.c'];
      const { errors, status } = gcc(options, { cwd: folder });
      assert.equal(errors, '');
      assert.equal(status, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
