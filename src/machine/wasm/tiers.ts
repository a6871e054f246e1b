/** Goes from the interpreter to compiled code and back, and through system calls, as long as one of them gets on. */
import { pageMask, slotMask, status } from '../constants';
import { CpuWord, type Layout, tlbLayout } from '../layout';
import { Code, type WasmFunction, none, op } from './format';
import { reading } from './interpreter';
import { pushEntry } from './rows';

// Parameters and locals.
const tlb = 0;
const budget = 1;
const before = 2;
const until = 3;
const pc = 4;
const entry = 5;

/** The functions of this module that it calls, by their index. */
interface Callees {
  readonly interpret: number;
  readonly dispatch: number;
  readonly system: number;
}

/**
 * `alternate(tlb, budget) → budget`: from the CPU's pc on, in the mode that the TLB at this place belongs to, until the
 * stretch is over, the interpreter has executed as many instructions as the budget says, or what stands at pc is rare.
 * What is left of the budget is the result.
 */
export function alternation(layout: Layout, callees: Callees): WasmFunction {
  const body = new Writer(layout, callees).write();
  return { name: 'alternate', parameters: 2, results: 1, locals: 4, body };
}

/** Structure: `block stop { loop { interpret; if compiled { dispatch } else { system } } }`. */
class Writer {
  private readonly code = new Code();

  constructor(
    private readonly layout: Layout,
    private readonly callees: Callees,
  ) {}

  write(): Code {
    const { code } = this;
    code.op(op.block, none, op.loop, none);
    this.interpret();
    this.pushEntry();
    code.op(op.if, none);
    this.dispatch();
    code.byte(op.else);
    this.system();
    code.byte(op.end);
    this.pushCell(CpuWord.left);
    code.brIf(0);
    return code.op(op.end, op.end).get(budget);
  }

  /** Stops where the stretch, or the budget, comes to its end. */
  private interpret(): void {
    const { code } = this;
    this.pushCell(CpuWord.left);
    code.tee(before).get(budget).byte(op.sub).tee(until).const(0).get(until).const(0);
    code.op(op.geS, op.select).set(until);
    code.get(tlb).get(until).const(reading.shadow).call(this.callees.interpret);
    code.get(budget).get(before).byte(op.sub);
    this.pushCell(CpuWord.left);
    code.byte(op.add).set(budget);
    this.pushCell(CpuWord.left);
    code.get(until).byte(op.eq).brIf(1);
  }

  /** Whether there is compiled code at pc; stops where its page is not at hand. */
  private pushEntry(): void {
    const { code } = this;
    this.pushCell(CpuWord.pc);
    code.set(pc);
    pushEntry(code, pc, () => code.get(tlb));
    code.tee(entry).memory(op.load, tlbLayout.fetchTags);
    code
      .get(pc)
      .const(pageMask | 3)
      .op(op.and, op.ne)
      .brIf(1);
    code.get(entry).memory(op.load, tlbLayout.fetchMaps);
    code
      .get(pc)
      .const(slotMask * 4)
      .op(op.and, op.add)
      .memory(op.load, 0);
  }

  /**
   * Where that does not get on, the interpreter does the one instruction: the rest of a stretch may be shorter than a block.
   * Stops where that does not get on either: labels from here on are the `if`, the loop, stop.
   */
  private dispatch(): void {
    const { code } = this;
    this.pushCell(CpuWord.left);
    code.set(before).get(tlb).call(this.callees.dispatch);
    this.pushCell(CpuWord.left);
    code.get(before).op(op.eq, op.if, none);
    code.get(tlb).get(before).const(1).byte(op.sub).const(reading.page).call(this.callees.interpret);
    this.pushCell(CpuWord.left);
    code.get(before).byte(op.eq).brIf(3).byte(op.end);
    this.pushCell(CpuWord.userTlb);
    this.pushCell(CpuWord.kernelTlb);
    this.pushCell(CpuWord.status);
    code.const(status.user).op(op.and, op.select).set(tlb);
  }

  /** Stops where the instruction is for others. */
  private system(): void {
    const { code, callees } = this;
    this.count(-1);
    code.get(pc).get(entry).memory(op.load, tlbLayout.fetchOffsets).byte(op.add).memory(op.load, 0);
    code.call(callees.system).tee(entry).op(op.eqz, op.if, none);
    this.count(1);
    code.br(3).byte(op.end);
    code.get(entry).set(tlb);
  }

  private count(change: number): void {
    const { code } = this;
    code.const(0);
    this.pushCell(CpuWord.left);
    code
      .const(change)
      .byte(op.add)
      .memory(op.store, this.layout.cpu + CpuWord.left * 4);
  }

  private pushCell(word: CpuWord): void {
    this.code.const(0).memory(op.load, this.layout.cpu + word * 4);
  }
}
