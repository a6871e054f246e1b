/**
 * A second opinion on call stacks: follows every call, return, trap and switch as the CPU executes them, and so knows
 * the stack of each process without any unwinding.
 */
import { decode } from '../../src/isa';
import type { MachineEvent } from '../../src/machine';
import type { System } from '../../src/system';
import type { Processes } from '../../src/debugger/processes';

/** Where a call will return to, or a trap frame. */
type Entry = { readonly returnTo: number } | { readonly frame: number };

interface Shadow {
  kernel: Entry[];
  user: Entry[];
}

const ra = 1;

export class ShadowStacks {
  private readonly byPid = new Map<number, Shadow>();
  private events: MachineEvent[] = [];

  constructor(
    private readonly system: System,
    private readonly processes: Processes,
  ) {
    system.machine.observer = event => void this.events.push(event);
  }

  /** Executes one instruction and follows it. */
  step(): boolean {
    const { machine } = this.system;
    const { pc, userMode } = machine;
    const decoded = decode(machine.readWord(pc) ?? 0);
    const before = this.processes.livePid;
    const shadow = this.shadow(before);
    const count = machine.count;
    this.events = [];
    const stop = machine.run(1);
    if (stop.reason === 'off') return false;
    const interrupted = this.events.some(event => event.kind === 'trap' && event.cause >= 16);
    if (machine.count > count && !interrupted && decoded) this.follow(decoded, pc, shadow[userMode ? 'user' : 'kernel']);
    for (const event of this.events) this.followEvent(event, shadow, before);
    // An interrupt comes before the instruction, which is then one of the handler.
    if (interrupted) this.followHandler();
    return true;
  }

  /** What the PCs of all frames must be, innermost first; a trap frame is told by its negated address. */
  expected(pid: number): number[] {
    const { machine } = this.system;
    const { kernel, user } = this.shadow(pid);
    const pcs: number[] = [machine.pc];
    if (machine.userMode) return [...pcs, ...returns(user)];
    for (const entry of [...kernel].reverse()) {
      if ('returnTo' in entry) pcs.push(entry.returnTo);
      else pcs.push(-entry.frame, machine.readWord(entry.frame + pcOffset)!);
    }
    return kernel.some(entry => 'frame' in entry) ? [...pcs, ...returns(user)] : pcs;
  }

  private follow(decoded: NonNullable<ReturnType<typeof decode>>, pc: number, stack: Entry[]): void {
    const { mnemonic } = decoded.instruction;
    if (mnemonic === 'call' || (mnemonic === 'jalr' && decoded.rd === ra)) stack.push({ returnTo: pc + 4 });
    else if (mnemonic === 'jalr' && decoded.rd === 0 && decoded.rs1 === ra) this.pop();
  }

  /** A return belongs to the process whose stack it is on: in swtch that is another one than called. */
  private pop(): void {
    const stack = this.shadow(this.processes.livePid)[this.system.machine.userMode ? 'user' : 'kernel'];
    if (stack.length > 0 && 'returnTo' in stack.at(-1)!) stack.pop();
  }

  private followEvent(event: MachineEvent, shadow: Shadow, pid: number): void {
    if (event.kind === 'trap') shadow.kernel.push({ frame: event.frame });
    if (event.kind !== 'return') return;
    while (shadow.kernel.length > 0) {
      const entry = shadow.kernel.pop()!;
      if ('frame' in entry) break;
    }
    const process = this.system.view.processes().find(row => row.pid === pid)!;
    if (event.toUser && process && isEntry(this.system, event.pc)) shadow.user = [];
  }

  private followHandler(): void {
    // trapentry starts with `mv a0, sp`: nothing to follow.
  }

  private shadow(pid: number): Shadow {
    let shadow = this.byPid.get(pid);
    if (!shadow) this.byPid.set(pid, (shadow = this.fresh(pid)));
    return shadow;
  }

  /** A new process starts where its context says, below a trap frame, with the user stack of its parent. */
  private fresh(pid: number): Shadow {
    const process = this.system.view.processes().find(row => row.pid === pid);
    if (!process || pid === 0) return { kernel: [], user: [] };
    const parent = this.byPid.get(process.parent);
    const start = this.system.machine.readWord(process.context)!;
    return { kernel: [{ frame: process.trapFrame }, { returnTo: start }], user: [...(parent?.user ?? [])] };
  }
}

const pcOffset = 60;
const returns = (stack: readonly Entry[]) =>
  [...stack].reverse().map(entry => ('returnTo' in entry ? entry.returnTo : -entry.frame));

/** User programs start at their entry, where nobody has called yet. */
function isEntry(system: System, pc: number): boolean {
  return [...system.programs.values()].some(program => program().entry === pc);
}
