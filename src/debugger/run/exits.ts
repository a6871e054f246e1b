/** Where the code of a source line can be left. */
import { type Decoded, decode } from '../../isa';
import type { SourcePlace } from '../api';
import type { Module } from '../images/module';
import type { Routine } from '../images/symbols';

/**
 * Addresses, within a routine, that are not of the line but follow on code of it or are jumped to from there; and
 * those of the line from where it is not known where the CPU goes: returns and computed jumps, and for a step into
 * also calls and traps.
 */
export function exitsOfLine(module: Module, routine: Routine, line: SourcePlace, into: boolean): number[] {
  const isOfLine = (address: number) => {
    if (address < routine.start || address >= routine.end) return false;
    const place = module.placeAt(address);
    return place?.line === line.line && place.path === line.path;
  };
  const exits = new Set<number>();
  for (let at = routine.start; at < routine.end; at += 4) {
    const decoded = decode(module.codeWord(at) ?? 0);
    if (!decoded || !isOfLine(at)) continue;
    if (isOpen(decoded, into)) exits.add(at);
    else for (const next of followers(decoded, at)) if (!isOfLine(next)) exits.add(next);
  }
  return [...exits];
}

function isOpen({ instruction: { mnemonic }, rd }: Decoded, into: boolean): boolean {
  if (mnemonic === 'rett' || (mnemonic === 'jalr' && rd === 0)) return true;
  return into && ['call', 'jalr', 'trap'].includes(mnemonic);
}

function followers({ instruction: { mnemonic, operands }, imm }: Decoded, at: number): number[] {
  if (mnemonic === 'j') return [at + imm * 4];
  return operands.includes('branch') ? [at + 4, at + imm * 4] : [at + 4];
}
