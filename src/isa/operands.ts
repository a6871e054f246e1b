/** The kinds of operands, one row a kind: how it is written, where it stands in the word, and what fits there. */
import { controlRegisters } from './control';

/** A field of the instruction word. */
export type Field = 'rd' | 'rs1' | 'rs2' | 'imm';

/** Lowest and highest value. */
export type Range = readonly [number, number];

export const signed16: Range = [-0x8000, 0x7fff];
export const unsigned16: Range = [0, 0xffff];
export const signed24: Range = [-0x80_0000, 0x7f_ffff];
/** The amounts by which a word can be shifted. */
const shiftRange: Range = [0, 31];

export const isWithin = (value: number, [low, high]: Range): boolean => value >= low && value <= high;

export interface OperandKindRow {
  /** The fields that it occupies. */
  readonly fields: readonly Field[];
  /** Values of its imm field. */
  readonly range?: Range;
  /** Its place in the form of an instruction. */
  readonly label: string;
  /** What may stand there. */
  readonly about: string;
}

const constant = ([low, high]: Range) => `a constant, ${low < 0 ? `−${-low}` : low} … ${high}`;
/** How far a signed offset in words reaches. */
const reach = ([low]: Range) =>
  low < -0x4_0000 ? `${(-low * 4) / 2 ** 20} MiB` : `${(-low * 4) / 1024} KiB`;

const register = (field: Field): OperandKindRow => ({ fields: [field], label: field, about: 'a register' });
const immediate = (range: Range): OperandKindRow => ({
  fields: ['imm'],
  range,
  label: 'imm',
  about: constant(range),
});
const label = (range: Range): OperandKindRow => ({
  fields: ['imm'],
  range,
  label: 'label',
  about: `a label within ${reach(range)}`,
});
const listed = controlRegisters.map(({ name }) => name);

const rows = {
  rd: register('rd'),
  rs1: register('rs1'),
  rs2: register('rs2'),
  simm: immediate(signed16),
  uimm: immediate(unsigned16),
  shamt: immediate(shiftRange),
  /** `imm(rs1)`; imm may be left out. */
  mem: {
    fields: ['rs1', 'imm'],
    range: signed16,
    label: 'imm(rs1)',
    about: 'an address: a signed offset and a base register',
  },
  addr: { fields: ['rs1'], label: '(rs1)', about: 'an address: a register in parentheses' },
  /** Signed word offsets from the instruction itself. */
  branch: label(signed16),
  jump: label(signed24),
  cr: {
    fields: ['imm'],
    range: unsigned16,
    label: 'register',
    about: `a control register: ${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`,
  },
  port: { fields: ['imm'], range: unsigned16, label: 'port', about: 'a device register, by name or number' },
} satisfies Record<string, OperandKindRow>;

export type OperandKind = keyof typeof rows;

export const operandKinds: Readonly<Record<OperandKind, OperandKindRow>> = rows;
