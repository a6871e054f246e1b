/** Goes from the interpreter to compiled code and back, as long as either gets on. */
import { pageMask, slotMask, status } from '../constants';
import { CpuWord, type Layout, tlbLayout } from '../layout';
import { Code, type WasmFunction, none, op } from './format';
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

/** Structure: `block stop { loop { interpret; dispatch } }`. */
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
    this.demandEntry();
    this.pushCell(CpuWord.left);
    code.set(before).get(tlb).call(this.callees.dispatch);
    this.pushCell(CpuWord.left);
    code.get(before).byte(op.eq).brIf(1);
    this.pushCell(CpuWord.left);
    code.byte(op.eqz).brIf(1);
    this.pushCell(CpuWord.userTlb);
    this.pushCell(CpuWord.kernelTlb);
    this.pushCell(CpuWord.status);
    code.const(status.user).op(op.and, op.select).set(tlb).br(0);
    return code.op(op.end, op.end).get(budget);
  }

  /** Stops where the stretch, or the budget, comes to its end. */
  private interpret(): void {
    const { code } = this;
    this.pushCell(CpuWord.left);
    code.tee(before).get(budget).byte(op.sub).tee(until).const(0).get(until).const(0);
    code.op(op.geS, op.select).set(until);
    code.get(tlb).get(until).call(this.callees.interpret);
    code.get(budget).get(before).byte(op.sub);
    this.pushCell(CpuWord.left);
    code.byte(op.add).set(budget);
    this.pushCell(CpuWord.left);
    code.get(until).byte(op.eq).brIf(1);
  }

  /** Stops where compiled code cannot be entered. */
  private demandEntry(): void {
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
    code.byte(op.eqz).brIf(1);
  }

  private pushCell(word: CpuWord): void {
    this.code.const(0).memory(op.load, this.layout.cpu + word * 4);
  }
}
