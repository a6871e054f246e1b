/**
 * A second opinion on call stacks: follows every call, return, trap and switch as the CPU executes them, and so knows
 * the stack of each process without any unwinding.
 */
import { type Decoded, decode } from '../../src/isa';
import type { MachineEvent } from '../../src/machine';
import type { Session } from '../../src/session';
import type { Processes } from '../../src/debugger/processes';

/** Where a call will return to, or a trap frame. */
type Entry = { readonly returnTo: number } | { readonly frame: number };

interface Shadow {
  kernel: Entry[];
  user: Entry[];
}

const ra = 1;
const sp = 2;

export class ShadowStacks {
  private readonly byPid = new Map<number, Shadow>();
  private readonly forks = new Map<number, Entry[]>();
  private events: MachineEvent[] = [];
  /** Whose kernel stack the CPU is on. */
  private pid = 0;

  constructor(
    private readonly system: Session,
    private readonly processes: Processes,
  ) {
    system.machine.observer = event => void this.events.push(event);
  }

  /** Executes one instruction and follows it; false once the machine is off. */
  step(): boolean {
    const { machine } = this.system;
    const { pc, userMode, count } = machine;
    const decoded = decode(machine.readWord(pc) ?? 0);
    const startsProgram = decoded?.instruction.mnemonic === 'rett' && this.isNew(machine.registers[sp] >>> 0);
    this.events = [];
    const stop = machine.run(1);
    if (stop.reason === 'off') return false;
    // An interrupt before the instruction puts it off.
    const putOff = this.events.some(
      event => event.kind === 'trap' && event.cause >= 16 && event.count === count,
    );
    if (machine.count > count && !putOff && decoded) this.follow(decoded, pc, userMode);
    for (const event of this.events) this.followEvent(event, startsProgram);
    this.noteForks();
    return true;
  }

  /** The last instruction did more than calls and returns do. */
  get surprises(): boolean {
    return this.events.some(({ kind }) => kind === 'trap' || kind === 'return' || kind === 'control');
  }

  /** What the PCs of all frames must be, innermost first; a trap frame is told by its negated address. */
  expected(pid: number): number[] {
    const { machine } = this.system;
    const shadow = this.shadow(pid);
    const { kernel } = shadow;
    const user = kernel.some(entry => 'frame' in entry && this.isNew(entry.frame)) ? [] : shadow.user;
    const pcs: number[] = [machine.pc];
    if (machine.userMode) return [...pcs, ...returns(user)];
    for (const entry of [...kernel].reverse()) {
      if ('returnTo' in entry) pcs.push(entry.returnTo);
      else pcs.push(-entry.frame, machine.readWord(entry.frame + pcOffset)!);
    }
    return kernel.some(entry => 'frame' in entry) ? [...pcs, ...returns(user)] : pcs;
  }

  /** exec has made the registers that a program starts with: what was below the trap frame is gone. */
  private isNew(frame: number): boolean {
    const { machine } = this.system;
    return (
      machine.readWord(frame + causeOffset) === 0 && isEntry(this.system, machine.readWord(frame + pcOffset)!)
    );
  }

  private follow({ instruction: { mnemonic }, rd, rs1 }: Decoded, pc: number, user: boolean): void {
    const mode = user ? 'user' : 'kernel';
    if (mnemonic === 'call' || (mnemonic === 'jalr' && rd === ra))
      this.shadow(this.pid)[mode].push({ returnTo: pc + 4 });
    else if (mnemonic === 'jalr' && rd === 0 && rs1 === ra) this.pop(this.shadow(this.pid)[mode]);
    // The switch: from here on it is another stack.
    else if (mnemonic === 'lw' && rd === sp) this.pid = this.processes.livePid;
  }

  private pop(stack: Entry[]): void {
    if (stack.length > 0 && 'returnTo' in stack.at(-1)!) stack.pop();
  }

  private followEvent(event: MachineEvent, startsProgram: boolean): void {
    const shadow = this.shadow(this.pid);
    if (event.kind === 'trap') shadow.kernel.push({ frame: event.frame });
    if (event.kind !== 'return') return;
    while (shadow.kernel.length > 0) if ('frame' in shadow.kernel.pop()!) break;
    if (event.toUser && startsProgram) shadow.user = [];
  }

  /** A new process in the list has the user stack that its parent has trapped with. */
  private noteForks(): void {
    if (this.events.length === 0) return;
    for (const { pid, parent } of this.system.view.processes())
      if (parent !== 0 && !this.forks.has(pid))
        this.forks.set(pid, [...(this.byPid.get(parent)?.user ?? [])]);
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
    return {
      kernel: [{ frame: process.trapFrame }, { returnTo: start }],
      user: [...(this.forks.get(pid) ?? parent?.user ?? [])],
    };
  }
}

const pcOffset = 60;
const causeOffset = 68;
const returns = (stack: readonly Entry[]) =>
  [...stack].reverse().map(entry => ('returnTo' in entry ? entry.returnTo : -entry.frame));

/** User programs start at their entry, where nobody has called yet. */
function isEntry(system: Session, pc: number): boolean {
  return [...system.programs.values()].some(program => program().entry === pc);
}
