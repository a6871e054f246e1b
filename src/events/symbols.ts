/** Names for addresses of code, as traces and listings show them. */
import type { Executable, ExecutableSymbol } from '../image';
import { hex, lastAtMost } from '../source';

export class Symbols {
  private readonly rows: readonly ExecutableSymbol[];

  constructor(executable: Executable) {
    const code = executable.segments.filter(segment => segment.execute);
    this.rows = executable.symbols.filter(
      ({ section, kind, address }) =>
        section !== undefined &&
        kind !== 'object' &&
        code.some(part => address >= part.address && address < part.address + part.memorySize),
    );
  }

  /** `name` or `name+0x10`; undefined below the first symbol. */
  at(address: number): string | undefined {
    const row = this.before(address);
    if (!row || (row.size > 0 && address >= row.address + row.size)) return undefined;
    return address === row.address ? row.name : `${row.name}+${hex(address - row.address)}`;
  }

  private before(address: number): ExecutableSymbol | undefined {
    return this.rows[lastAtMost(this.rows, address, row => row.address)];
  }
}

/** The address of a symbol. */
export function addressOf(executable: Executable, name: string): number | undefined {
  return executable.symbols.find(symbol => symbol.name === name && symbol.section !== undefined)?.address;
}
