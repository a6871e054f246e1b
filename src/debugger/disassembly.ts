/** Instructions around an address, as the memory of a process holds them. */
import { disassemble } from '../assembler';
import { type DisassembledLine, addressEnd } from './api';
import type { Module } from './images/module';
import type { Space } from './values/space';

const wordSize = 4;

/** Just `count` instructions, from `offset` instructions after the one at `address`. */
export function disassembly(
  space: Space,
  moduleAt: (address: number) => Module | undefined,
  address: number,
  offset: number,
  count: number,
): DisassembledLine[] {
  const start = (Math.floor(address / wordSize) + offset) * wordSize;
  return Array.from({ length: count }, (_, index) => line(space, moduleAt, start + index * wordSize));
}

function line(space: Space, moduleAt: (address: number) => Module | undefined, at: number): DisassembledLine {
  if (at < 0 || at >= addressEnd) return { address: -1, bytes: '', text: '??', invalid: true };
  const word = space.word(at);
  if (word === undefined) return { address: at, bytes: '', text: '??', invalid: true };
  const module = moduleAt(at);
  const bytes = [0, 8, 16, 24]
    .map(shift => ((word >>> shift) & 0xff).toString(16).padStart(2, '0'))
    .join(' ');
  const text = disassemble(word, at, target => moduleAt(target)?.symbolText(target));
  const symbol = module?.symbols.at(at);
  const row = module?.symbols.isCode(at) ? module.lines.rowAt(at, at) : undefined;
  return {
    address: at,
    bytes,
    text,
    ...(symbol?.offset === 0 && { symbol: symbol.name }),
    ...(row && module && { source: module.lines.place(row) }),
    ...(text.startsWith('.word') && { invalid: true }),
  };
}
