/** What a thread waits for, in words. */
import type { Executable } from '../image';
import { hex, lastAtMost } from '../source';
import type { Process } from './kernel-view';
import { threadLabel } from '../protocol';

/** `lock m, held by 2.1`, `thread 2.1`, `pipe to read`; empty where the kernel does not say. */
export function waitText(process: Process, program: Executable | undefined): string {
  const { why, futex, waitsFor } = process;
  if (futex !== 0) {
    const held = waitsFor === undefined ? '' : `, held by ${threadLabel(waitsFor)}`;
    return `${why} ${dataAt(program, futex) ?? hex(futex)}${held}`;
  }
  return waitsFor === undefined ? why : `${why} ${threadLabel(waitsFor)}`;
}

/** `m`, or `accounts+0x10`: the variable of a program that an address is in. */
function dataAt(program: Executable | undefined, address: number): string | undefined {
  const rows = (program?.symbols ?? []).filter(
    ({ section, kind }) => section !== undefined && kind === 'object',
  );
  const row = rows[lastAtMost(rows, address, symbol => symbol.address)];
  if (!row || address >= row.address + Math.max(row.size, 1)) return undefined;
  return address === row.address ? row.name : `${row.name}+${hex(address - row.address)}`;
}
