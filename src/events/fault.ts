/** The fault that the kernel is about to end a process for: what the program did, and where in its sources. */
import { threadLabel } from '../protocol';
import type { Executable } from '../image';
import { causes, roles, trapFrameOffset } from '../isa';
import { baseName, lastAtMost } from '../source';
import { trapText } from './render';
import type { Watched } from './watched';

/** At the milestone `process-fault`: `2 hello: store page fault at 0x00000000, in f at hello.c:12`. */
export function faultText({ machine, view, executableOf }: Watched): string {
  const frame = machine.registers[roles.firstArgument] >>> 0;
  const field = (name: 'pc' | 'cause' | 'value') => machine.readWord(frame + trapFrameOffset(name)) ?? 0;
  const { pid, name } = view.identity() ?? { pid: 0, name: '' };
  const cause = causes.find(({ number }) => number === field('cause'))?.name ?? 'fault';
  const place = placeIn(executableOf(name), field('pc'));
  return `${threadLabel(pid)} ${name}: ${trapText({ cause, value: field('value') })}${place === undefined ? '' : `, ${place}`}`;
}

/** `in f at hello.c:12`: the function and line of an instruction, as far as the program knows them. */
function placeIn(executable: Executable | undefined, pc: number): string | undefined {
  const debug = executable?.debug;
  const routine = debug?.functions.find(({ start, end }) => start <= pc && pc < end);
  if (!debug || !routine) return undefined;
  const row = debug.lines[lastAtMost(debug.lines, pc, ({ address }) => address)];
  const path = row && row.address >= routine.start ? debug.files[row.file] : undefined;
  return `in ${routine.name}${row && path !== undefined ? ` at ${baseName(path)}:${row.line + 1}` : ''}`;
}
