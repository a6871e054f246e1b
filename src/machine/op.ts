/** One instruction at a time. */
import type { RegisterNumber } from '../isa';
import type { Cpu } from './cpu';

/** Does one instruction and returns the address of the next one. */
export type Execute = (cpu: Cpu, op: Op) => number;

export interface Op {
  /** Where it stands, unsigned; another place for each use. */
  pc: number;
  readonly word: number;
  readonly rd: RegisterNumber;
  readonly rs1: RegisterNumber;
  readonly rs2: RegisterNumber;
  readonly imm: number;
  readonly execute: Execute;
}
