/**
 * Who runs next, as the kernel has it: its policy, the queues of those that could run, and the numbers that the policy
 * goes by. A kernel that has other names for them has nothing to say here.
 */
import { type Executable, type RecordDefinition, memberNamed, sizeOf } from '../image';
import { schedulers } from '../isa';
import { type Global, globalsOf, structIn, structNamed } from './kernel-types';
import type { KernelView } from './kernel-view';

export interface Policy {
  /** As a launch names it, or as the kernel does; empty: unknown. */
  readonly name: string;
  readonly summary: string;
  /** Addresses of threads, from the first to the last, in each queue. */
  readonly queues: readonly (readonly number[])[];
}

/** Members of `struct thread` that policies go by, what people call them, and which policies do. */
const numbers: readonly {
  readonly member: string;
  readonly name: string;
  readonly policies?: readonly string[];
}[] = [
  { member: 'cpu_time', name: 'CPU time' },
  { member: 'completion', name: 'needs in all', policies: ['shortest-first'] },
  { member: 'level', name: 'level', policies: ['feedback'] },
  { member: 'used', name: 'used of its allotment', policies: ['feedback'] },
  { member: 'tickets', name: 'tickets', policies: ['lottery', 'stride'] },
  { member: 'pass', name: 'pass', policies: ['stride'] },
];

/** Threads in a queue, at most. */
const longest = 1000;

export class PolicyView {
  private readonly globals: readonly Global[];
  private readonly thread: RecordDefinition | undefined;

  constructor(
    private readonly view: Pick<KernelView, 'word'>,
    kernel: Executable,
  ) {
    this.globals = globalsOf(kernel);
    this.thread = structIn(kernel, 'thread');
  }

  get policy(): Policy {
    const used = this.used();
    const name = used?.name.replaceAll('_', '-') ?? '';
    const summary = schedulers.find(row => row.name === name)?.summary ?? '';
    return { name, summary, queues: this.queues(used) };
  }

  /** The numbers of a thread, by what people call them. */
  numbersOf(thread: number, policy: string): Readonly<Record<string, number>> {
    const known = numbers.filter(({ policies }) => policies?.includes(policy) ?? true);
    return Object.fromEntries(
      known.flatMap(({ member: wanted, name }): [string, number][] => {
        const member = this.thread && memberNamed(this.thread, wanted);
        if (!member) return [];
        const low = this.view.word(thread + member.offset);
        const high = sizeOf(member.type) > 4 ? this.view.word(thread + member.offset + 4) : 0;
        return [[name, high * 2 ** 32 + low]];
      }),
    );
  }

  /** The policy that `policy` points to. */
  private used(): Global | undefined {
    const pointer = this.globals.find(({ name, type }) => name === 'policy' && type.kind === 'pointer');
    const target = pointer && this.view.word(pointer.address);
    return this.globals.find(({ address, type }) => type.kind === 'record' && address === target);
  }

  /** Those called `ready`, in the policy's own source. */
  private queues(used: Global | undefined): readonly (readonly number[])[] {
    const ready = this.globals.find(({ name, file }) => name === 'ready' && file === used?.file);
    const queue = ready && structNamed(ready.type, 'queue');
    if (!queue || queue.size === 0) return [];
    const count = sizeOf(ready.type) / queue.size;
    return Array.from({ length: count }, (_, index) => this.queue(queue, ready.address + index * queue.size));
  }

  /** `last` tells where it ends: what stands behind the last one in `next` is of another time. */
  private queue(queue: RecordDefinition, address: number): readonly number[] {
    const [first, last] = [memberNamed(queue, 'first'), memberNamed(queue, 'last')];
    const next = this.thread && memberNamed(this.thread, 'next');
    if (!first || !last || !next) return [];
    const { view } = this;
    const end = view.word(address + last.offset);
    const list: number[] = [];
    for (
      let at = view.word(address + first.offset);
      at !== 0 && list.length < longest;
      at = at === end ? 0 : view.word(at + next.offset)
    )
      list.push(at);
    return list;
  }
}
