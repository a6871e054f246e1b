/** From words to what they do, decoded once for each word. */
import { type Decoded, type Instruction, decode } from '../isa';
import { cause } from './constants';
import type { Cpu } from './cpu';
import { functionOf } from './instructions';
import type { Execute, Op } from './op';
import { raise } from './traps';

/** Words are many, those that come here few: beyond this number they are forgotten. */
const most = 5000;

export class Decoder {
  private readonly ops = new Map<number, Op>();
  private readonly functions = new Map<Instruction, Execute>();

  /** The instruction that a word is at an address. */
  at(word: number, pc: number): Op {
    let op = this.ops.get(word);
    if (!op) {
      if (this.ops.size >= most) this.ops.clear();
      this.ops.set(word, (op = this.opOf(word, decode(word))));
    }
    op.pc = pc;
    return op;
  }

  private opOf(word: number, decoded: Decoded | undefined): Op {
    if (!decoded) return { pc: 0, word, rd: 0, rs1: 0, rs2: 0, imm: 0, execute: illegal };
    const { instruction, rd, rs1, rs2, imm } = decoded;
    return { pc: 0, word, rd, rs1, rs2, imm, execute: this.functionOf(instruction) };
  }

  private functionOf(instruction: Instruction): Execute {
    let execute = this.functions.get(instruction);
    if (!execute) this.functions.set(instruction, (execute = functionOf(instruction)));
    return execute;
  }
}

function illegal(cpu: Cpu, op: Op): number {
  return raise(cpu, cause.illegal, op.pc, op.word >>> 0);
}
