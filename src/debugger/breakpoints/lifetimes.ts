/** How long what a data breakpoint watches lives: memory as long as its process runs its program, a local as its frame. */
import { processOf } from '../../events';
import { roles } from '../../isa';
import type { Machine } from '../../machine';
import type { Processes } from '../processes';
import { isKernelAddress } from '../images/modules';
import type { AnyFrame, CodeFrame } from '../unwind/frames';

/** One for all that is watched of the same frame. */
export interface Lifetime {
  /** Differs between two calls of a function, even where their frames lie at the same address. */
  readonly id: number;
  /** Undefined for what belongs to no process. */
  readonly pid: number | undefined;
  readonly program: string | undefined;
  readonly frame?: CodeFrame & { readonly cfa: number };
  /** Where its caller goes on. */
  readonly resume?: number;
  /** Why it is over. */
  ended?: string;
}

export class Lifetimes {
  private nextId = 1;
  /** Of frames, as long as they may stand. */
  private known: Lifetime[] = [];

  constructor(
    private readonly machine: Machine,
    private readonly processes: Processes,
    private readonly stack: (pid: number) => readonly AnyFrame[],
  ) {}

  /** Of bytes of the machine's or a process's memory, whatever they are for. */
  ofMemory(pid: number, address: number): Lifetime {
    if (isKernelAddress(address)) return { id: 0, pid: undefined, program: undefined };
    const process = processOf(pid);
    return { id: 0, pid: process, program: this.programOf(process) };
  }

  /** Of a variable there: a local lives as long as the frame that the address is in. */
  ofVariable(pid: number, address: number): Lifetime {
    const owner = this.processes.exists(pid)
      ? this.stack(pid).find(frame => frame.kind === 'code' && holdsAddress(frame, address))
      : undefined;
    return owner?.kind === 'code' ? this.ofFrame(owner) : this.ofMemory(pid, address);
  }

  /** Of a local of a frame. */
  ofFrame(frame: CodeFrame): Lifetime {
    const { pid, cfa, routine } = frame;
    this.known = this.known.filter(each => this.isOver(each) === undefined);
    const same = this.known.find(
      ({ frame: other }) => other?.pid === pid && other.cfa === cfa && other.routine === routine,
    );
    if (same || cfa === undefined) return same ?? this.ofMemory(pid, 0);
    const stack = this.stack(pid);
    const caller = stack[stack.findIndex(({ id }) => id === frame.id) + 1];
    const life: Lifetime = {
      id: this.nextId++,
      pid,
      program: this.programOf(pid),
      frame: { ...frame, cfa },
      ...(caller?.kind === 'code' && { resume: caller.pc }),
    };
    this.known.push(life);
    return life;
  }

  /** Why it is over, if it is. */
  isOver(life: Lifetime): string | undefined {
    life.ended ??= this.processProblem(life) ?? this.frameProblem(life);
    return life.ended;
  }

  private processProblem({ pid, program, frame }: Lifetime): string | undefined {
    if (pid === undefined) return undefined;
    const now = this.processes.find(pid);
    if (now?.state === 'ended') return frame && 'its thread has ended';
    if (now ? now.state === 'zombie' : pid !== this.processes.livePid)
      return pid === processOf(pid) ? 'its process has ended' : 'its thread has ended';
    return now?.name === program ? undefined : `its process runs another program than ${program} now`;
  }

  private frameProblem({ pid, frame, resume }: Lifetime): string | undefined {
    const { machine, processes } = this;
    if (!frame || pid !== processes.livePid) return undefined;
    const over = `${frame.name} has returned`;
    if (machine.userMode !== (frame.mode === 'user')) return machine.userMode ? over : undefined;
    const sp = machine.registers[roles.stackPointer] >>> 0;
    if (sp !== frame.cfa) return sp > frame.cfa ? over : undefined;
    const { start = 0, end = 0 } = frame.routine ?? {};
    const inside = start <= machine.pc && machine.pc < end && machine.pc !== resume;
    return inside ? undefined : over;
  }

  private programOf(pid: number): string | undefined {
    return this.processes.programName(pid);
  }
}

function holdsAddress({ registers, cfa }: CodeFrame, address: number): boolean {
  const sp = registers.get(roles.stackPointer);
  return cfa !== undefined && sp !== undefined && sp >>> 0 <= address && address < cfa;
}
