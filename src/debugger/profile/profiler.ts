/** Where a run spends its instructions: the stack, looked at again and again, each look weighed by what it stands for. */
import { causes } from '../../isa';
import type { Session, Stops } from '../../session';
import { hex } from '../../source';
import type { SourcePlace } from '../api';
import type { AnyFrame, CodeFrame } from '../unwind/frames';
import { World } from '../world';

/** A function, a trap, or a process: what the rows of a profile are about. */
export interface Site {
  readonly name: string;
  /** `kernel`, or the name of a program; none of a process and of the time in which nobody runs. */
  readonly module: string | undefined;
  /** Where it is defined. */
  readonly place: SourcePlace | undefined;
}

/** `main (hello)`, `(system-call)` */
export const titleOf = ({ name, module }: Site): string =>
  module === undefined || name.startsWith('(') ? name : `${name} (${module})`;

/** Calls of a site from one way of getting there. */
export interface CallNode {
  readonly id: number;
  readonly site: Site;
  /** Its own looks, without those of what it calls. */
  looks: number;
  /** Looks by line, zero-based. */
  readonly lines: Map<number, number>;
  readonly children: Map<Site, CallNode>;
}

/** One look: who had the CPU, and the instructions since the look before. */
export interface Look {
  readonly node: CallNode;
  readonly instructions: number;
}

interface PathStep {
  readonly site: Site;
  readonly source?: SourcePlace | undefined;
}

export interface Profile {
  readonly root: CallNode;
  readonly looks: readonly Look[];
  /** Of the whole run. */
  readonly instructions: number;
}

/** After so many looks they come half as often. */
const manyLooks = 10_000;
/** Frames of a stack that are kept at each of its ends. */
const mostAtAnEnd = 100;

export class Profiler implements Stops<never> {
  private readonly world: World;
  private readonly sites = new Map<string, Site>();
  private readonly looks: Look[] = [];
  private nodes = 0;
  private readonly root: CallNode;
  private last: number;
  private next: number;
  private seed = 1;

  /** `period`: instructions between two looks, on average; at first, and at least. */
  constructor(
    private readonly system: Session,
    private period: number,
  ) {
    this.world = new World(system);
    this.root = this.node(this.site('(root)'));
    this.last = system.machine.count;
    this.next = this.last + this.gap();
  }

  get stride(): number {
    return Math.max(1, this.next - this.system.machine.count);
  }

  at(): undefined {
    const { count } = this.system.machine;
    if (count < this.next) return;
    this.look(count - this.last);
    this.last = count;
    this.next = count + this.gap();
  }

  get profile(): Profile {
    const { root, looks } = this;
    return { root, looks, instructions: this.system.machine.count };
  }

  /** Loops would hide between looks that come evenly. The numbers are the same in each run (Lehmer's generator). */
  private gap(): number {
    if (this.looks.length > 0 && this.looks.length % manyLooks === 0) this.period *= 2;
    this.seed = (this.seed * 48_271) % 0x7fff_ffff;
    return 1 + (this.seed % (2 * this.period - 1));
  }

  private look(instructions: number): void {
    let node = this.root;
    let line: number | undefined;
    for (const { site, source } of this.path()) {
      node = this.childOf(node, site);
      line = source?.line;
    }
    node.looks += 1;
    if (line !== undefined) node.lines.set(line, (node.lines.get(line) ?? 0) + 1);
    this.looks.push({ node, instructions });
  }

  /** From the process to the function that the CPU is in. */
  private path(): PathStep[] {
    if (this.system.machine.waiting) return [{ site: this.site('(idle)') }];
    const { processes, inspector } = this.world;
    const { pid, name } = processes.live();
    inspector.forget();
    const frames = [...inspector.stack(pid)]
      .reverse()
      .map(frame => ({ site: this.siteOf(frame), source: frame.source }));
    return [{ site: this.site(`${pid} ${name}`) }, ...this.bounded(frames)];
  }

  /** Of a deep recursion only the beginning and the end. */
  private bounded(frames: readonly PathStep[]): PathStep[] {
    if (frames.length <= 2 * mostAtAnEnd) return [...frames];
    const between = { site: this.site('(more frames)') };
    return [...frames.slice(0, mostAtAnEnd), between, ...frames.slice(-mostAtAnEnd)];
  }

  private siteOf(frame: AnyFrame): Site {
    if (frame.kind === 'code') return this.siteOfCode(frame);
    if (frame.signal !== undefined) return this.site('(signal)', frame.module);
    const { cause } = frame;
    return this.site(`(${causes.find(({ number }) => number === cause)?.name ?? 'trap'})`, frame.module);
  }

  private siteOfCode({ routine, image, module, pc }: CodeFrame): Site {
    if (!routine) return this.site(hex(pc), module);
    return this.site(routine.name, module, () => image?.placeOfCode(routine.start), routine.start);
  }

  private site(
    name: string,
    module?: string,
    place: () => SourcePlace | undefined = () => undefined,
    start = 0,
  ): Site {
    const key = `${module} ${start} ${name}`;
    let site = this.sites.get(key);
    if (!site) this.sites.set(key, (site = { name, module, place: place() }));
    return site;
  }

  private childOf(parent: CallNode, site: Site): CallNode {
    let child = parent.children.get(site);
    if (!child) parent.children.set(site, (child = this.node(site)));
    return child;
  }

  private node(site: Site): CallNode {
    this.nodes += 1;
    return { id: this.nodes, site, looks: 0, lines: new Map(), children: new Map() };
  }
}
