/**
 * The kernel's stacks unwind truly at every instruction: what the debug information says is compared with the calls
 * and returns that really happened, through traps, nested interrupts and context switches.
 */
import assert from 'node:assert/strict';
import type { UnwindRow } from '../../src/image';
import { decode, registerNumber } from '../../src/isa';
import type { Machine } from '../../src/machine';
import { Symbols, addressOf } from '../../src/events';
import { kernel, prepare } from './boot';

const ra = registerNumber('ra');
const sp = registerNumber('sp');
const leaf: Pick<UnwindRow, 'cfa' | 'saved' | 'outermost'> = { cfa: { register: sp, offset: 0 }, saved: [] };

/** The return addresses on the stack, innermost first. */
function unwind(machine: Machine, rows: readonly UnwindRow[]): number[] {
  const registers = Uint32Array.from(machine.registers);
  const found: number[] = [];
  for (let pc = machine.pc; found.length < 50; pc = registers[ra]! - 4) {
    const row = rows.find(each => pc >= each.start && pc < each.end) ?? leaf;
    if (row.outermost) return found;
    const cfa = registers[row.cfa.register]! + row.cfa.offset;
    const saved = row.saved.map(
      ({ register, offset }) => [register, machine.readWord(cfa + offset)!] as const,
    );
    for (const [register, value] of saved) registers[register] = value;
    registers[sp] = cfa;
    found.push(registers[ra]!);
  }
  return found;
}

/** The calls that are under way on each kernel stack, a list for every trap into it, both innermost first. */
class Calls {
  private readonly stacks = new Map<number, number[][]>();
  private readonly end = Math.max(
    ...kernel().segments.map(({ address, memorySize }) => address + memorySize),
  );

  constructor(private readonly machine: Machine) {}

  /** The boot stack lies in the kernel's data; the others lie further apart than this. */
  private get stack(): number[][] {
    const last = (this.machine.registers[sp] - 1) >>> 0;
    const key = last < this.end ? 0 : last >>> 13;
    if (!this.stacks.has(key)) this.stacks.set(key, [[]]);
    return this.stacks.get(key)!;
  }

  get now(): readonly number[] {
    return this.stack[0]!;
  }

  /** What the instruction that is about to be executed does to the calls. */
  before(pc: number): void {
    const { instruction, rd, rs1 } = decode(this.machine.readWord(pc)!)!;
    if (instruction.mnemonic === 'call' || (instruction.mnemonic === 'jalr' && rd === ra))
      this.stack[0]!.unshift(pc + 4);
    else if (instruction.mnemonic === 'jalr' && rs1 === ra) this.stack[0]!.shift();
    else if (instruction.mnemonic === 'rett') this.stack.shift();
  }

  trap(): void {
    this.stack.unshift([]);
  }
}

describe('kernel: unwinding', () => {
  it('is true at every instruction', () => {
    const { machine } = prepare(['yielder a', 'forbidden divide'], { timer: 2_000, memory: 1 << 20 });
    const rows = kernel().debug!.unwind;
    const symbols = new Symbols(kernel());
    const calls = new Calls(machine);
    const notCalled = addressOf(kernel(), 'first_return');
    machine.observer = event => void (event.kind === 'trap' && calls.trap());
    const seen = new Set<number>();
    for (;;) {
      const { pc } = machine;
      if (!machine.userMode) {
        if (!seen.has(pc)) {
          seen.add(pc);
          const between = rows.some(row => row.outermost && pc >= row.start && pc < row.end);
          const found = unwind(machine, rows).filter(address => address !== notCalled);
          assert.deepEqual(found, between ? [] : calls.now, `at ${symbols.at(pc)}, count ${machine.count}`);
        }
        calls.before(pc);
      }
      if (machine.run(1).reason !== 'budget') break;
    }
    assert.ok(seen.size > 3_000, `${seen.size} instructions seen`);
  });
});
