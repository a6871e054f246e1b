import assert from 'node:assert/strict';
import { fileKind, writeElf } from '../../src/image';
import {
  BuildCache,
  type GuestFiles,
  buildKernel,
  buildProgram,
  bundledPrograms,
  makePrebuilt,
  packArchive,
  packPrebuilt,
  readArchive,
  readPrebuilt,
  treeOf,
} from '../../src/boot';
import { cache, guest } from '../support/guest';

describe('what is built ahead of time', function () {
  const files = treeOf(
    new Map([
      ['hello.c', new TextEncoder().encode('#include <stdio.h>\nint main(void) { return puts("x"); }\n')],
    ]),
  );
  let prebuilt: GuestFiles;
  before(() => {
    const { contents } = makePrebuilt(guest);
    assert.ok(contents);
    const packed = packPrebuilt(contents);
    const again = (entries: ReadonlyMap<string, Uint8Array>) => readArchive(packArchive(entries));
    prebuilt = { ...guest, prebuilt: readPrebuilt(again(packed.prebuilt), () => again(packed.debug)) };
  });

  /** The same executable, byte by byte, from sources and from the prebuilt parts. */
  function same(build: (from: GuestFiles) => Uint8Array): void {
    const bytes = build(prebuilt);
    assert.equal(fileKind(bytes), 'executable');
    assert.ok(Buffer.from(bytes).equals(build(guest)));
  }

  it('is the kernel that the sources make', () =>
    same(from => writeElf(buildKernel({ files, guest: from, cache }).executable!)));

  it('is the library that the sources make', () =>
    same(from =>
      writeElf(buildProgram({ parts: ['hello.c'], files, guest: from, cache: new BuildCache() }).executable!),
    ));

  it('is every program that the sources make, on the disk and with debug information', () => {
    const names = (from: GuestFiles) => programs(from).map(({ name }) => name);
    assert.deepEqual(names(prebuilt), names(guest));
    assert.ok(names(prebuilt).includes('init'));
    for (const index of names(prebuilt).keys()) {
      same(from => programs(from)[index]!.stripped());
      same(from => writeElf(programs(from)[index]!.executable()));
    }
  });

  const programs = (from: GuestFiles) => bundledPrograms({ files, guest: from, cache }).programs;
});
