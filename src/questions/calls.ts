/** Calls of the functions that are asked about, and their returns: by breakpoints at the entries and where they come back to. */
import type { World } from '../debugger';
import { decode, flowOf, roles, targetOf } from '../isa';
import type { Routine } from './happening';
import type { Needs } from './patterns';

/** What the CPU is about to do where it stands. */
interface Crossing {
  readonly is: 'call' | 'return';
  readonly routine: Routine;
}

/** A call that has not returned. */
interface Call {
  readonly routine: Routine;
  readonly sp: number;
  readonly pid: number;
}

export class Calls {
  /** By where they return to. */
  private readonly open = new Map<number, Call[]>();
  /** Functions with a loop that begins at their entry. */
  private readonly loops: ReadonlySet<Routine>;
  /** Their entries that have no breakpoint for now, since the CPU goes round such a loop. */
  private readonly passed = new Set<number>();

  constructor(
    private readonly world: World,
    private readonly needs: Pick<Needs, 'routines' | 'returns' | 'wishes'>,
  ) {
    const all = [...needs.routines.values()].flat();
    this.loops = new Set(all.filter(routine => beginsWithLoop(world, routine)));
    // Who interrupts the loop may call the function as well.
    if (this.loops.size > 0) needs.wishes.add('trap').add('interrupt');
    for (const address of needs.routines.keys()) world.runner.setBreakpoint(address);
  }

  /** To be called at each stop of the machine, before `crossings`. */
  renew(): void {
    for (const address of this.passed) this.world.runner.setBreakpoint(address);
    this.passed.clear();
  }

  /** At a breakpoint: what returns there, and then what is called there. */
  *crossings(address: number): Generator<Crossing> {
    const returned = this.returned(address);
    if (returned) yield { is: 'return', routine: returned };
    const routine = this.routineAt(address);
    if (!routine) return;
    if (this.loops.has(routine) && this.isOpen(routine)) return this.pass(address);
    yield { is: 'call', routine };
    if (this.needs.returns.has(routine) || this.loops.has(routine)) this.expectReturn(routine);
  }

  private routineAt(address: number): Routine | undefined {
    const { machine, processes, modules } = this.world;
    const module = machine.userMode ? modules.ofProcess(processes.live().name) : modules.kernel;
    return this.needs.routines.get(address)?.find(row => row.module === module?.name);
  }

  /** Functions leave the stack pointer as it was at their entry. */
  private callHere(routine: Routine): Call {
    const { machine, processes } = this.world;
    return { routine, sp: machine.registers[roles.stackPointer], pid: processes.livePid };
  }

  private get returnAddress(): number {
    return this.world.machine.registers[roles.returnAddress] >>> 0;
  }

  private isOpen(routine: Routine): boolean {
    const here = this.callHere(routine);
    const calls = this.open.get(this.returnAddress) ?? [];
    return calls.some(call => call.routine === routine && call.sp === here.sp && call.pid === here.pid);
  }

  /** The next turn of the loop is not worth a stop. */
  private pass(address: number): void {
    this.passed.add(address);
    this.world.runner.clearBreakpoint(address);
  }

  private expectReturn(routine: Routine): void {
    const back = this.returnAddress;
    this.open.set(back, [...(this.open.get(back) ?? []), this.callHere(routine)]);
    this.world.runner.setBreakpoint(back);
  }

  private returned(address: number): Routine | undefined {
    const { machine, processes, runner } = this.world;
    const calls = this.open.get(address) ?? [];
    const { livePid: pid } = processes;
    const sp = machine.registers[roles.stackPointer];
    const call = calls.filter(each => each.sp === sp && each.pid === pid).at(-1);
    if (!call) return undefined;
    const rest = calls.filter(each => each !== call);
    if (rest.length > 0) this.open.set(address, rest);
    else {
      this.open.delete(address);
      if (!this.needs.routines.has(address)) runner.clearBreakpoint(address);
    }
    return call.routine;
  }
}

/** Whether a function that calls nothing jumps back to its entry: to arrive there is not to be called, then. */
function beginsWithLoop({ modules }: World, { module: name, address }: Routine): boolean {
  const module = modules.named(name);
  const routine = module?.routineAt(address);
  if (!module || !routine) return false;
  let jumpsBack = false;
  for (let at = address; at < routine.end; at += 4) {
    const decoded = decode(module.codeWord(at) ?? 0);
    if (!decoded) continue;
    if (flowOf(decoded) === 'call') return false;
    if (targetOf(decoded, at) === address) jumpsBack = true;
  }
  return jumpsBack;
}
