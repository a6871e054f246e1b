/** The picture *Stacks*: what is in memory of one process, or of two across a switch, the CPU's registers, and what has moved them. */
import type { Occurrence, Process } from '../../events';
import {
  controlRegisters,
  memoryMap,
  registers as registerTable,
  roles,
  trapFrame,
  trapFrameSize,
} from '../../isa';
import type {
  EventName,
  StacksBatch,
  StacksBlock,
  StacksParts,
  StacksSide,
  StacksTransfer,
  StacksWishes,
  StacksWord,
} from '../../protocol';
import type { Session } from '../../session';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import { stackNotes } from '../scopes/kernel-stack';
import type { AnyFrame } from '../unwind/frames';
import type { Space } from '../values/space';
import { Changes } from './changes';
import { type Move, Moves, moving } from './moves';
import type { Missed } from './flood';
import type { Picture } from './picture';
import type { Latecomer } from './retell';

export interface StacksSources {
  readonly system: Session;
  readonly inspector: Inspector;
  readonly processes: Processes;
  /** Offsets of the kernel registers in the structure that they are saved in, by name. */
  readonly contextFields: ReadonlyMap<string, number>;
  /** The process that the user looks at. */
  readonly focus: () => number;
  /** The machine stands before an instant that it has come to already. */
  readonly isPast: () => boolean;
  readonly tell: (batch: StacksBatch) => void;
}

const nothing: ReadonlySet<EventName> = new Set();
const empty: StacksBlock = { words: [], more: 0 };
/** Words of a stack that are shown. */
const mostWords = 24;
const wordSize = 4;
/** Instructions that are executed again to find what has been moved last. */
const longestLook = 200_000;

export class StacksLog implements Picture {
  isBehind = false;
  private follows = false;
  private moves = new Moves();
  private gaps: Missed[] = [];
  /** Those of a gap, right before the machine stands where it does. */
  private near: Moves | undefined;
  private wishes: StacksWishes = {};
  private readonly changes = new Changes<StacksParts>();

  constructor(private readonly sources: StacksSources) {}

  get interest(): ReadonlySet<EventName> {
    return this.follows && !this.isBehind ? moving : nothing;
  }

  follow(follows: boolean, hasRun: boolean, wishes: StacksWishes): void {
    if (follows && !this.follows) this.begin();
    this.isBehind ||= follows && !this.follows && hasRun;
    this.follows = follows;
    this.wishes = wishes;
    this.changes.clear();
  }

  begin(): void {
    this.moves = new Moves();
    this.gaps = [];
    this.isBehind = false;
  }

  take(event: Occurrence): void {
    this.moves.take(event);
  }

  missed(stretch: Missed): void {
    this.gaps.push(stretch);
  }

  /** The last before the instant where the machine stands, where it has been missed. */
  get closely(): Latecomer | undefined {
    const { count: to } = this.sources.system.machine;
    const gap = this.gaps.find(stretch => stretch.from < to && to <= stretch.to);
    this.near = undefined;
    if (!gap || !this.follows || this.isBehind) return undefined;
    const near = (this.near = new Moves());
    const from = Math.max(gap.from, to - longestLook);
    return { from, to, interest: moving, begin: () => {}, take: event => near.take(event) };
  }

  cut(): void {
    this.isBehind ||= this.follows;
  }

  flush(atStop: boolean): void {
    if (!this.follows || !atStop || this.isBehind) return;
    const { count } = this.sources.system.machine;
    this.sources.tell({ count, parts: this.changes.of(this.parts()) });
  }

  private parts(): StacksParts {
    const { system, processes, isPast, focus } = this.sources;
    const { machine, view } = system;
    // What has come at the very instant where the machine stands has happened; of the past, it is still to come.
    const until = isPast() ? machine.count : Infinity;
    const move = this.near?.before(until) ?? this.moves.before(until);
    const { pid: wished } = this.wishes;
    const shown = wished === undefined ? this.around(move, focus()) : [wished];
    return {
      processes: view.processes().map(({ pid, name }) => ({ pid, name })),
      sides: shown.flatMap(pid => this.side(pid) ?? []),
      cpu: {
        pid: processes.livePid,
        mode: machine.userMode ? 'user' : 'kernel',
        registers: [
          ...registerTable
            .slice(1)
            .map(({ name, number }) => ({ name, value: machine.registers[number] >>> 0 })),
          { name: 'pc', value: machine.pc },
          ...controlRegisters.flatMap(({ name }) =>
            name === 'status' || name === 'ksp' ? [{ name, value: machine[name] >>> 0 }] : [],
          ),
        ],
      },
      transfers: move ? this.transfers(move) : [],
    };
  }

  /** Right after a switch both processes, else the one that the user looks at. */
  private around(move: Move | undefined, focus: number): readonly number[] {
    if (move?.event !== 'context-switch') return [focus];
    return [move.from, move.to];
  }

  private side(pid: number): StacksSide | undefined {
    const process = this.sources.processes.find(pid);
    if (!process) return undefined;
    const { inspector, contextFields } = this.sources;
    const stack = inspector.stack(pid);
    const space = inspector.space(pid);
    const frame = this.trapFrameOf(process);
    const notes = stackNotes(stack);
    const block = (from: number | undefined, end: number) =>
      from === undefined ? empty : this.block(space, from, end, notes);
    const kernelFrom = stackPointerIn(stack, 'kernel');
    return {
      pid,
      name: process.name,
      state: process.state,
      user: block(stackPointerIn(stack, 'user'), memoryMap.userTop),
      kernel: block(kernelFrom, frame || outermostKernel(stack)),
      trapFrame:
        frame === 0 ? [] : trapFrame.map(({ name, offset }) => this.word(space, frame + offset, name, name)),
      context:
        process.context === 0
          ? []
          : [...contextFields].map(([name, offset]) =>
              this.word(space, process.context + offset, name, name),
            ),
    };
  }

  /** At the top of its kernel stack, whether it holds something now or not; 0 where the kernel does not say. */
  private trapFrameOf({ trapFrame: frame, pid }: Process): number {
    const { machine } = this.sources.system;
    return pid === this.sources.processes.livePid && machine.userMode ? machine.ksp - trapFrameSize : frame;
  }

  private block(space: Space, from: number, end: number, notes: ReturnType<typeof stackNotes>): StacksBlock {
    const words: StacksWord[] = [];
    let at = from;
    for (; at < end && words.length < mostWords && space.has(at); at += wordSize)
      words.push(this.word(space, at, notes.get(at >>> 0)?.text));
    const mapped = Math.min(end, at + space.readSome(at, longest).length);
    return { words, more: Math.max(0, Math.floor((mapped - at) / wordSize)) };
  }

  /** `register`: the one that is saved there. */
  private word(space: Space, address: number, what: string | undefined, register?: string): StacksWord {
    const value = space.word(address);
    const isCode =
      register === undefined ? what?.startsWith('return address') : register === 'pc' || register === 'ra';
    const symbol =
      isCode && value !== undefined ? this.sources.inspector.symbol(value, space.pid) : undefined;
    return {
      address,
      ...(value !== undefined && { value }),
      ...(what !== undefined && { what }),
      ...(symbol !== undefined && { symbol }),
    };
  }

  private transfers(move: Move): StacksTransfer[] {
    if (move.event === 'context-switch') return this.switched(move);
    const { count, pid, frame } = move;
    const saves = move.event !== 'return-from-trap';
    // Why and with what value it trapped the hardware writes down; no register has it before or after.
    const fields = trapFrame.filter(({ use }) => use !== 'cause' && use !== 'trap-value');
    return [
      {
        by: 'hardware',
        kind: saves ? 'save' : 'restore',
        count,
        pid,
        because: saves ? move.cause : 'return-from-trap',
        registers: fields.map(({ name, offset }) => ({ name, address: frame + offset })),
      },
    ];
  }

  /** In the midst of the switch routine as much of it as has been done. */
  private switched({ count, from, to }: Extract<Move, { event: 'context-switch' }>): StacksTransfer[] {
    const { processes, contextFields } = this.sources;
    const fields = [...contextFields].sort(([, a], [, b]) => a - b);
    const done = this.doneOf(2 * fields.length);
    const transfer = (kind: 'save' | 'restore', pid: number, moved: number): StacksTransfer[] => {
      const context = processes.find(pid)?.context ?? 0;
      if (context === 0 || moved <= 0) return [];
      const registers = fields.slice(0, moved).map(([name, offset]) => ({ name, address: context + offset }));
      return [{ by: 'software', kind, count, pid, because: 'context-switch', registers }];
    };
    return [...transfer('save', from, done), ...transfer('restore', to, done - fields.length)];
  }

  /**
   * How many words the switch routine has moved: it saves them one by one in their order, then restores as many. All, where
   * the CPU is not in it, or it is a routine of another kind.
   */
  private doneOf(words: number): number {
    const { inspector, system } = this.sources;
    const routine = inspector.modules.kernel.routineAt(system.machine.pc);
    if (routine?.name !== 'swtch' || routine.end - routine.start !== (words + 1) * wordSize) {
      return this.isOnTheWay() ? 0 : words;
    }
    return (system.machine.pc - routine.start) / wordSize;
  }

  /** The kernel has told the hardware of the other's stack, and not come to the switch routine yet. */
  private isOnTheWay(): boolean {
    const { system } = this.sources;
    const sp = system.machine.registers[roles.stackPointer] >>> 0;
    const owner = system.view.pidOfStack(sp);
    return !system.machine.userMode && owner !== undefined && owner !== system.view.currentPid();
  }
}

/** Bytes of a stack at most. */
const longest = 0x10_0000;

/** Where the kernel's part of a stack begins, of a process that has not come from a program; 0: there is none. */
const outermostKernel = (stack: readonly AnyFrame[]): number =>
  stack.reduce(
    (end, frame) => (frame.kind === 'code' && frame.mode === 'kernel' ? (frame.cfa ?? end) : end),
    0,
  );

function stackPointerIn(stack: readonly AnyFrame[], mode: 'user' | 'kernel'): number | undefined {
  for (const frame of stack)
    if (frame.kind === 'code' && frame.mode === mode) return frame.registers.get(roles.stackPointer);
  return undefined;
}
