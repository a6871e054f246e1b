/** Where the code of a source line can be left. */
import { type Decoded, decode, departs, flowOf, targetOf } from '../../isa';
import type { SourcePlace, StepKind } from '../api';
import type { Module } from '../images/module';
import type { Routine } from '../images/symbols';

/**
 * Addresses, within a routine, that are not of the line but follow on code of it or are jumped to from there; and
 * those of the line from where it is not known where the CPU goes: returns and computed jumps, and for a step into
 * also calls and traps.
 */
export function exitsOfLine(module: Module, routine: Routine, line: SourcePlace, how: StepKind): number[] {
  const ofLine = isOfLine(module, routine, line);
  const exits = new Set<number>();
  for (let at = routine.start; at < routine.end; at += 4) {
    const decoded = decode(module.codeWord(at) ?? 0);
    if (!decoded || !ofLine(at)) continue;
    if (isOpen(decoded, how)) exits.add(at);
    else for (const next of followers(decoded, at)) if (!ofLine(next)) exits.add(next);
  }
  return [...exits];
}

/** True for addresses of a routine whose code comes from the line. */
export function isOfLine(module: Module, { start, end }: Routine, line: SourcePlace) {
  return (address: number): boolean => {
    if (address < start || address >= end) return false;
    const place = module.placeAt(address);
    return place?.line === line.line && place.path === line.path;
  };
}

function isOpen(decoded: Decoded, how: StepKind): boolean {
  return departs(decoded) || (how === 'into' && ['call', 'trap'].includes(flowOf(decoded)));
}

/** Where the CPU may go from an instruction that comes back or says where it goes. */
export function followers(decoded: Decoded, at: number): number[] {
  const flow = flowOf(decoded);
  const target = flow === 'jump' || flow === 'branch' ? targetOf(decoded, at) : undefined;
  const next = flow === 'jump' || flow === 'stop' ? undefined : at + 4;
  return [next, target].filter(address => address !== undefined);
}
