/** How a future goes: what happens in it, what processes are when they enter the kernel, what is printed, how it ends. */
import type { Wish } from '../../events';
import { memoryMap, registers as registerRows, roles } from '../../isa';
import { type ConsoleInput, type Outcome, runToStop } from '../../session';
import type { SystemEvent } from '../../protocol';
import type { World } from '../world';
import { trapField } from '../unwind/labels';

/** Where two futures are compared: what says something of the programs, and not of the time that something took. */
const interest: ReadonlySet<Wish> = new Set<Wish>([
  'trap',
  'return-from-trap',
  'context-switch',
  'process-start',
  'main',
  'process-exit',
  'process-fault',
  'signal-handler',
  'disk-command',
  'halt',
]);
/** What is kept of a future at most. */
const most = 100_000;
/** Bytes of a stack, and of what lies behind the data, that are looked at. */
const mostBytes = 64 * memoryMap.pageSize;

export interface Told {
  readonly event: SystemEvent;
  /** The same for events that differ in nothing but when and in where the kernel keeps things. */
  readonly key: string;
}

/** A process as it enters the kernel. */
export interface Entered {
  readonly event: SystemEvent;
  readonly mark: number;
}

export interface Course {
  readonly events: readonly Told[];
  readonly entries: readonly Entered[];
  readonly output: string;
  readonly outcome: Outcome;
  /** The last instant. */
  readonly count: number;
}

/** What is typed: piece by piece, as it is asked for; or nothing beside what is played back. */
export class LaterInput implements ConsoleInput {
  ranOut = false;
  private readonly pieces: (Uint8Array | 'end')[];

  constructor(
    readonly live: boolean,
    pieces: readonly (Uint8Array | 'end')[],
  ) {
    this.pieces = [...pieces];
  }

  take(): Uint8Array | 'end' | undefined {
    return this.pieces.shift();
  }

  arrival(): Promise<void> {
    this.ranOut = this.pieces.length === 0;
    return Promise.resolve();
  }

  interrupt(): void {}
}

/** Runs to the end, or to an instant. `breathe`: false ends it. */
export async function follow(
  world: World,
  input: LaterInput,
  limit: number,
  breathe: (count: number) => Promise<boolean>,
): Promise<Course> {
  const { runner, machine } = world;
  const events: Told[] = [];
  const entries: Entered[] = [];
  const printed: number[] = [];
  let wanted = true;
  runner.listen(interest, occurrence => {
    const event = events.length < most ? runner.inWords(occurrence) : undefined;
    if (!event || !tells(event)) return;
    events.push({ event, key: keyOf(event) });
    if (event.event === 'trap' && event.mode === 'user') entries.push({ event, mark: markOf(event, world) });
  });
  const outcome = await runToStop<never>(
    runner,
    {
      input,
      output: byte => void printed.push(byte),
      async breathe() {
        wanted = await breathe(machine.count);
      },
      get interrupted() {
        return input.ranOut || !wanted;
      },
    },
    { stride: Infinity, at: () => undefined },
    limit,
  );
  runner.listen(new Set(), () => false);
  if (outcome.reason === 'stopped') throw new Error('a run without stops has stopped');
  const output = new TextDecoder().decode(Uint8Array.from(printed));
  return { events, entries, output, outcome, count: machine.count };
}

/** A return says something where it brings the result of a system call. */
const tells = (event: SystemEvent): boolean => event.event !== 'return-from-trap' || event.call !== undefined;

function keyOf(event: SystemEvent): string {
  const kept: Record<string, unknown> = { ...event };
  for (const name of ['count', 'cpu', 'frame', 'handler', 'kernelStack', 'fromContext', 'toContext'])
    delete kept[name];
  return JSON.stringify(kept);
}

/** Of registers and of the memory that a process writes; two that differ have different ones, but for chance. */
function markOf(event: Extract<SystemEvent, { event: 'trap' }>, { machine, inspector }: World): number {
  const { pid, pc, frame } = event;
  const space = inspector.space(pid);
  let mark = mixed(0, pc);
  for (const { number } of registerRows)
    if (number !== roles.stackPointer) mark = mixed(mark, machine.registers[number] ?? 0);
  const sp = trapField(space, frame, 'sp');
  mark = mixed(mark, sp);
  const segments = inspector.program(pid)?.executable.segments ?? [];
  for (const { address, memorySize, write } of segments)
    if (write) mark = marked(mark, space.readSome(address, memorySize + mostBytes));
  return marked(mark, space.readSome(sp, Math.min(mostBytes, memoryMap.userTop - sp)));
}

function marked(start: number, bytes: Uint8Array): number {
  let mark = start;
  for (const byte of bytes) mark = Math.imul(mark ^ byte, 0x0100_0193);
  return mark;
}

const mixed = (mark: number, word: number): number => Math.imul(mark ^ word, 0x0100_0193) ^ (word >>> 15);
