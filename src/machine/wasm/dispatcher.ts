/** Goes from one compiled function to the next while there is one at pc, and through instructions of the system. */
import { pageMask, slotMask } from '../constants';
import { CpuWord, type Layout, tlbLayout } from '../layout';
import { blockBits, exits } from './compile';
import { Code, type WasmFunction, none, op } from './format';
import { pushEntry } from './rows';

// The parameter, and locals.
const tlb = 0;
const pc = 1;
const entry = 2;
const found = 3;
const exit = 4;

/** The functions of this module that it calls, by their index. */
interface Callees {
  readonly system: number;
}

/** `dispatch(tlb)`: from the CPU's pc on, in the mode that the TLB at this place belongs to. */
export function dispatcher(layout: Layout, callees: Callees): WasmFunction {
  return {
    name: 'dispatch',
    parameters: 1,
    results: 0,
    locals: 4,
    body: new Writer(layout, callees).write(),
  };
}

/** Structure: `loop next { … system }`. */
class Writer {
  private readonly code = new Code();

  constructor(
    private readonly layout: Layout,
    private readonly callees: Callees,
  ) {}

  write(): Code {
    const { code, callees } = this;
    code.op(op.loop, none);
    this.call();
    code.get(exit).call(callees.system).tee(tlb).brIf(0);
    // The instruction has not happened.
    code.const(0);
    this.pushCell(CpuWord.left);
    code.const(1).byte(op.add).memory(op.store, this.cell(CpuWord.left));
    return code.byte(op.end);
  }

  /** Runs the function at pc; goes on only for an instruction of the system. */
  private call(): void {
    const { code } = this;
    this.pushCell(CpuWord.pc);
    code.set(pc);
    pushEntry(code, pc, () => code.get(tlb));
    code.tee(entry).memory(op.load, tlbLayout.fetchTags);
    code
      .get(pc)
      .const(pageMask | 3)
      .op(op.and, op.ne, op.if, none, op.return, op.end);
    code.get(entry).memory(op.load, tlbLayout.fetchMaps);
    code
      .get(pc)
      .const(slotMask * 4)
      .op(op.and, op.add)
      .memory(op.load, 0);
    code.tee(found).op(op.eqz, op.if, none, op.return, op.end);
    code
      .get(found)
      .const((1 << blockBits) - 1)
      .byte(op.and)
      .get(tlb);
    code.get(found).const(blockBits).byte(op.shrU).op(op.callIndirect, 0, 0).tee(exit);
    code.const(exits.go).byte(op.eq).brIf(0);
    code.get(exit).const(exits.leave).op(op.eq, op.if, none, op.return, op.end);
  }

  private pushCell(word: CpuWord): void {
    this.code.const(0).memory(op.load, this.cell(word));
  }

  private cell(word: CpuWord): number {
    return this.layout.cpu + word * 4;
  }
}
