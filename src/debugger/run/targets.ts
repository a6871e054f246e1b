/** The calls and traps of a line that a step into can be asked for, one by one. */
import {
  type Decoded,
  decode,
  departs,
  flowOf,
  registers as registerTable,
  targetOf,
  targetWith,
} from '../../isa';
import type { StepTarget } from '../api';
import type { Module } from '../images/module';
import type { Routine } from '../images/symbols';
import type { CodeFrame } from '../unwind/frames';
import { followers, isOfLine } from './exits';
import { isRuntime } from './library';

/** Those that the line can still come to, in order of address; calls that nobody has written are none. */
export function stepTargets(frame: CodeFrame): StepTarget[] {
  const { image: module, routine, source } = frame;
  if (!module || !routine || !source) return [];
  const ofLine = isOfLine(module, routine, source);
  const sites = reachable(module, ofLine, frame.pc).flatMap(address => {
    const decoded = decode(module.codeWord(address) ?? 0);
    const name = decoded && targetName(decoded, address, frame, module);
    return name === undefined ? [] : [{ address, name }];
  });
  return sites.map(({ address, name }, index) => {
    const before = sites.slice(0, index).filter(other => other.name === name).length;
    const place = module.placeAt(address);
    return { address, label: before > 0 ? `${name} (${before + 1})` : name, ...(place && { place }) };
  });
}

function reachable(module: Module, ofLine: (address: number) => boolean, from: number): number[] {
  const seen = new Set<number>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at) || !ofLine(at)) continue;
    seen.add(at);
    const decoded = decode(module.codeWord(at) ?? 0);
    if (decoded && !departs(decoded)) open.push(...followers(decoded, at));
  }
  return [...seen].sort((a, b) => a - b);
}

/** What a call goes to, by its name; nothing for an instruction that is none. */
function targetName(decoded: Decoded, at: number, frame: CodeFrame, module: Module): string | undefined {
  const flow = flowOf(decoded);
  if (flow === 'trap') return 'trap into the kernel';
  if (flow !== 'call') return undefined;
  const target = targetOf(decoded, at) ?? (at === frame.pc ? computed(decoded, at, frame) : undefined);
  if (target === undefined) return 'a function by its pointer';
  if (isRuntime(module, target)) return undefined;
  return nameOf(module.routineAt(target), target);
}

const nameOf = (routine: Routine | undefined, address: number) =>
  routine?.name ?? `0x${address.toString(16).padStart(8, '0')}`;

/** Where a call by a register goes is known once the CPU is about to execute it. */
function computed(decoded: Decoded, at: number, { registers }: CodeFrame): number | undefined {
  return targetWith(
    decoded,
    at,
    Int32Array.from(registerTable, ({ number }) => registers.get(number) ?? 0),
  );
}
