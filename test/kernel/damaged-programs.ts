/** Executables that the kernel must refuse, made from a good one by changing a few bytes of its headers. */
import { writeElf } from '../../src/image';
import type { DiskFile } from '../../src/system';
import { program } from './boot';

/** Offsets in an ELF32 header and in a program header, from the ELF specification. */
const machine = 18;
const programHeaders = 28;
const headerSize = 32;
const address = 8;
const memorySize = 20;

type Change = (elf: DataView, header: (index: number) => number) => void;

const changes: Readonly<Record<string, Change>> = {
  'other-machine': elf => elf.setUint16(machine, 3, true),
  'in-kernel': (elf, header) => elf.setUint32(header(1) + address, 0x8000_0000, true),
  'in-page-0': (elf, header) => elf.setUint32(header(0) + address, 0, true),
  'over-stack': (elf, header) => elf.setUint32(header(1) + memorySize, 0x7fff_0000, true),
  wraps: (elf, header) => elf.setUint32(header(1) + memorySize, 0xffff_f000, true),
  overlaps: (elf, header) => elf.setUint32(header(1) + address, 0x1000, true),
  'too-big': (elf, header) => elf.setUint32(header(1) + memorySize, 0x4000_0000, true),
};

export function damagedPrograms(): DiskFile[] {
  const good = writeElf({ ...program('bystander'), debug: undefined });
  const cut = (length: number) => good.slice(0, length);
  const start = new DataView(good.buffer).getUint32(programHeaders, true);
  const changed = Object.entries(changes).map(([name, change]) => {
    const bytes = good.slice();
    change(new DataView(bytes.buffer), index => start + index * headerSize);
    return { path: `/test/${name}`, bytes };
  });
  return [
    { path: '/test/text', bytes: new TextEncoder().encode('#!/bin/sh\necho hello\n'.repeat(10)) },
    { path: '/test/empty', bytes: new Uint8Array() },
    { path: '/test/headers-cut', bytes: cut(60) },
    { path: '/test/text-cut', bytes: cut(5000) },
    ...changed,
  ];
}
