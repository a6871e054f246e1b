/** Executables that the kernel must refuse, made from a good one by changing a few bytes of its headers. */
import { writeElf } from '../../src/image';
import type { DiskFile } from '../../src/boot';
import { program } from './boot';

/** Offsets in an ELF32 header and in a program header, from the ELF specification. */
const machine = 18;
const programHeaders = 28;
const programHeaderCount = 44;
const headerSize = 32;
const address = 8;
const memorySize = 20;

/** Changes the file, whose first and last program header are at these offsets. */
type Change = (elf: DataView, first: number, last: number) => void;

const changes: Readonly<Record<string, Change>> = {
  'other-machine': elf => elf.setUint16(machine, 3, true),
  'in-kernel': (elf, _first, last) => elf.setUint32(last + address, 0x8000_0000, true),
  'in-page-0': (elf, first) => elf.setUint32(first + address, 0, true),
  'over-stack': (elf, _first, last) => elf.setUint32(last + memorySize, 0x7fff_0000, true),
  wraps: (elf, _first, last) => elf.setUint32(last + memorySize, 0xffff_f000, true),
  overlaps: (elf, _first, last) => elf.setUint32(last + address, 0x1000, true),
  'too-big': (elf, _first, last) => elf.setUint32(last + memorySize, 0x4000_0000, true),
};

export function damagedPrograms(): DiskFile[] {
  const good = writeElf({ ...program('bystander'), debug: undefined });
  const cut = (length: number) => good.slice(0, length);
  const header = new DataView(good.buffer);
  const first = header.getUint32(programHeaders, true);
  const last = first + (header.getUint16(programHeaderCount, true) - 1) * headerSize;
  const changed = Object.entries(changes).map(([name, change]) => {
    const bytes = good.slice();
    change(new DataView(bytes.buffer), first, last);
    return { path: `/test/${name}`, bytes };
  });
  return [
    { path: '/test/many-headers', bytes: withHeaders(good, first, 65) },
    { path: '/test/text', bytes: new TextEncoder().encode('#!/bin/sh\necho hello\n'.repeat(10)) },
    { path: '/test/empty', bytes: new Uint8Array() },
    { path: '/test/headers-cut', bytes: cut(60) },
    { path: '/test/text-cut', bytes: cut(5000) },
    ...changed,
  ];
}

/** The same with so many program headers, at its end: all but its own are of no type. */
function withHeaders(elf: Uint8Array, first: number, count: number): Uint8Array {
  const bytes = new Uint8Array(elf.length + count * headerSize);
  const view = new DataView(bytes.buffer);
  bytes.set(elf);
  const own = view.getUint16(programHeaderCount, true) * headerSize;
  bytes.set(elf.subarray(first, first + own), elf.length);
  view.setUint32(programHeaders, elf.length, true);
  view.setUint16(programHeaderCount, count, true);
  return bytes;
}
