/**
 * Where a value has come from: from its last writer back through registers and memory, trap frames that the hardware pushed
 * and popped, the kernel's copies and the disk's transfers, to the instruction that has made it.
 */
import { threadLabel } from '../../events';
import { disassemble } from '../../assembler';
import {
  type Decoded,
  decode,
  evaluator,
  memoryMap,
  portNumber,
  registerAt,
  registers,
  roles,
  sourcesOf,
  trapFrame,
} from '../../isa';
import type { Runner, Session } from '../../session';
import { hex, present } from '../../source';
import type { SourcePlace } from '../api';
import { isKernelAddress } from '../images/modules';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import { LastStore, LastDiskWrite, LastSetter, type Stored } from './holders';
import type { Travel } from './travel';

/** Where a value stands at an instant; of one in memory, its lowest byte is followed. */
export type Holder =
  | { readonly kind: 'memory'; readonly physical: number }
  | { readonly kind: 'register'; readonly register: number }
  /** Bytes from the disk's start. */
  | { readonly kind: 'disk'; readonly place: number };

/** An instant at which the value is about to go from one place to another, or to be made. */
export interface OriginStep {
  readonly count: number;
  readonly text: string;
  readonly source: SourcePlace | undefined;
}

/** A step; where the value was at an instant before; nothing where it was made there. */
interface Traced extends OriginStep {
  readonly next?: { readonly holder: Holder; readonly until: number } | undefined;
}

export interface OriginParts {
  readonly system: Session;
  readonly runner: Runner;
  readonly processes: Processes;
  readonly inspector: Inspector;
  readonly travel: Travel;
}

/** A value that goes round is not followed for ever. */
const mostSteps = 300;
const consoleData = portNumber('CONSOLE_DATA');

export class Origin {
  constructor(private readonly parts: OriginParts) {}

  private get machine() {
    return this.parts.system.machine;
  }

  /** The steps back from an instant, the latest first. Throws SearchEnded. */
  async of(holder: Holder, until: number): Promise<OriginStep[]> {
    const steps: OriginStep[] = [];
    let next: Traced['next'] = { holder, until };
    while (next && steps.length < mostSteps) {
      const step: Traced | undefined = await this.before(next.holder, next.until);
      if (!step) break;
      steps.push(step);
      next = step.next;
    }
    return steps;
  }

  private async before(holder: Holder, until: number): Promise<Traced | undefined> {
    const { travel, system, runner } = this.parts;
    switch (holder.kind) {
      case 'memory': {
        const search = new LastStore(
          system,
          runner,
          holder.physical,
          this.virtualsOf(holder.physical),
          until,
        );
        const found = await search.within(() => travel.last(until, search));
        return found && this.stored(found, holder.physical);
      }
      case 'register': {
        const count = await travel.last(until, new LastSetter(system.machine, holder.register, until));
        return count === undefined ? undefined : this.set(holder.register, count);
      }
      case 'disk': {
        const found = await travel.last(until, new LastDiskWrite(holder.place, until));
        if (!found) return undefined;
        runner.goTo(found.count);
        const memory = { kind: 'memory', physical: found.address } as const;
        const text = `the disk is written: sector ${Math.floor(holder.place / memoryMap.sectorSize)}`;
        return { ...this.here(text), next: { holder: memory, until: found.count } };
      }
    }
  }

  /** Goes to before a write of memory, and sees what it takes from where. */
  private stored(found: Stored, physical: number): Traced {
    const { runner } = this.parts;
    const { at, by, pc, field, transfer } = found;
    runner.goTo(at - 1);
    if (by === 'disk') {
      if (!transfer) return this.here('the disk (DMA)');
      const place = transfer.sector * memoryMap.sectorSize + (physical - transfer.address);
      const text = `the disk (DMA) reads sector ${Math.floor(place / memoryMap.sectorSize)}`;
      return { ...this.here(text), next: { holder: { kind: 'disk', place }, until: at } };
    }
    if (by === 'trap') {
      const register = registers.find(({ name }) => name === field)?.number;
      const text = `the hardware pushes the trap frame: ${field}`;
      return {
        ...this.here(text),
        next: register === undefined ? undefined : { holder: { kind: 'register', register }, until: at },
      };
    }
    const decoded = this.decodedAt(pc);
    const { store } = decoded?.instruction.does ?? {};
    const register = decoded && store && this.onlyRegister(store.value, decoded);
    const holder = register === undefined ? undefined : ({ kind: 'register', register } as const);
    return { ...this.here(), next: holder && { holder, until: at - 1 } };
  }

  /** Goes to before an instruction that sets a register, and sees where it has the value from. */
  private set(register: number, count: number): Traced {
    const { machine } = this;
    this.parts.runner.goTo(count);
    const decoded = present(this.decodedAt(machine.pc), 'an instruction that has been found');
    const { does, flow, operands } = decoded.instruction;
    const from = (holder: Holder | undefined, text?: string): Traced => ({
      ...this.here(text),
      next: holder && { holder, until: count },
    });
    if (flow === 'trap-return') {
      const { name } = registers[register as keyof typeof registers] as { name: string };
      const offset = trapFrame.find(row => row.name === name)?.offset ?? 0;
      const frame = machine.registers[roles.stackPointer] >>> 0;
      return from(this.memory(frame + offset), `the hardware pops the trap frame: ${name}`);
    }
    if (!does?.set) {
      const typed = operands.includes('port') && decoded.imm === consoleData;
      return from(undefined, typed ? `${this.instruction()}: typed at the console` : undefined);
    }
    if (does.memory && does.set.value === 'old')
      return from(
        this.memory(evaluator(does.memory.address)(machine.registers, { ...decoded, pc: machine.pc }, 0)),
      );
    const copied = this.onlyRegister(does.set.value, decoded);
    return from(copied === undefined ? undefined : { kind: 'register', register: copied });
  }

  /** The register whose value an expression is, unchanged; undefined where it is computed. */
  private onlyRegister(expression: Parameters<typeof sourcesOf>[0], decoded: Decoded): number | undefined {
    const sources = sourcesOf(expression);
    if (sources.includes('old')) return undefined;
    const places = sources.flatMap(place => (place === 'old' ? [] : [registerAt(place, decoded)]));
    const used = [...new Set(places)].filter(register => register !== roles.zero);
    const { registers: values, pc } = this.machine;
    const [register] = used;
    if (register === undefined || used.length > 1) return undefined;
    return evaluator(expression)(values, { ...decoded, pc }, 0) === values[register as 0]
      ? register
      : undefined;
  }

  /** In every address space that there is now. */
  private virtualsOf(physical: number): number[] {
    const { inspector, system } = this.parts;
    const spaces = new Set(system.view.processes().map(({ pid }) => inspector.space(pid).ptb));
    return [...new Set([this.machine.ptb, ...spaces])].flatMap(ptb => this.machine.virtualsOf(physical, ptb));
  }

  private memory(virtual: number): Holder | undefined {
    const physical = this.machine.translate(virtual >>> 0);
    return physical === undefined ? undefined : { kind: 'memory', physical };
  }

  private decodedAt(pc: number): Decoded | undefined {
    const word = this.machine.readWord(pc);
    return word === undefined ? undefined : decode(word);
  }

  private instruction(): string {
    const { machine } = this;
    return disassemble(machine.readWord(machine.pc) ?? 0, machine.pc);
  }

  /** The machine stands there. */
  private here(what = this.instruction()): OriginStep {
    const { inspector, processes } = this.parts;
    const { pc, count } = this.machine;
    const { pid, name } = processes.live();
    const symbol = inspector.symbol(pc, pid) ?? hex(pc);
    const who = isKernelAddress(pc)
      ? `the kernel, for ${threadLabel(pid)} ${name}`
      : `${threadLabel(pid)} ${name}`;
    return { count, text: `${symbol} (${who}): ${what}`, source: inspector.moduleAt(pc, pid)?.placeAt(pc) };
  }
}
