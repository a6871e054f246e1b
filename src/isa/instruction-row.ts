/** What a row of `instructions.ts` holds, and short ways to write one down: a function for each shape of instruction. */
import type { CauseName } from './causes';
import {
  type AccessDoes,
  type ComputeDoes,
  type Does,
  type Expression,
  type MemoryUse,
  type RegisterPlace,
  causesOf,
  registersReadBy,
} from './does';
import type { RowFlow } from './flow';
import type { OperandKind } from './operands';

export type Format = 'R' | 'I' | 'J';

export type Group = 'arithmetic' | 'immediate' | 'memory' | 'control' | 'atomic' | 'system' | 'privileged';

export interface Row<Name extends string> {
  readonly mnemonic: Name;
  readonly opcode: number;
  readonly format: Format;
  readonly group: Group;
  readonly operands: readonly OperandKind[];
  readonly privileged: boolean;
  /** What it computes. Absent where it works on more than registers, memory and pc: the machine does it by hand. */
  readonly does?: Does;
  /** The registers whose values matter to it, and those that it changes; what a trap saves and changes apart. */
  readonly reads: readonly RegisterPlace[];
  readonly writes: readonly RegisterPlace[];
  readonly flow: RowFlow;
  /** The causes that it can raise by itself, fetch apart. */
  readonly traps: readonly CauseName[];
  /** The same for people, as an assignment where there is one. */
  readonly summary: string;
  readonly example: string;
  /** What stands for it where the label is out of range; operands are named by their kinds. */
  readonly far?: readonly string[];
}

type Texts = Pick<Row<string>, 'summary' | 'example'>;

/** A row whose reads, writes, flow and traps follow from what it does. */
export function row<const Name extends string>(
  group: Group,
  format: Format,
  opcode: number,
  mnemonic: Name,
  operands: readonly OperandKind[],
  does: Does,
  texts: Texts,
) {
  return {
    ...{ mnemonic, opcode, format, group, operands, does, privileged: false, ...texts },
    reads: registersReadBy(does),
    writes: does.set ? [does.set.register] : [],
    flow: flowFrom(does),
    traps: causesOf(does),
  } satisfies Row<Name>;
}

function flowFrom({ jump, set }: Does): RowFlow {
  if (!jump) return 'next';
  if (jump.when !== undefined) return 'branch';
  if (jump.to !== 'label') return 'computed';
  return set ? 'call' : 'jump';
}

export const alu = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  value: Expression,
  summary: string,
  fault?: ComputeDoes['fault'],
) =>
  row(
    'arithmetic',
    'R',
    opcode,
    mnemonic,
    ['rd', 'rs1', 'rs2'],
    { ...(fault && { fault }), set: { register: 'rd', value } },
    { summary, example: `${mnemonic} a0, a1, a2` },
  );

export const byZero: ComputeDoes['fault'] = { cause: 'divide-by-zero', when: ['eq', 'rs2', 0] };

export const imm = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  kind: OperandKind,
  value: Expression,
  summary: string,
  constant: string,
) =>
  row(
    'immediate',
    'I',
    opcode,
    mnemonic,
    ['rd', 'rs1', kind],
    { set: { register: 'rd', value } },
    { summary, example: `${mnemonic} a0, a1, ${constant}` },
  );

export const address: Expression = ['add', 'rs1', 'imm'];

export const load = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  kind: Pick<MemoryUse, 'size' | 'signed'>,
  summary: string,
  place: string,
) =>
  row(
    'memory',
    'I',
    opcode,
    mnemonic,
    ['rd', 'mem'],
    { memory: { access: 'read', address, ...kind }, set: { register: 'rd', value: 'old' } },
    { summary, example: `${mnemonic} a0, ${place}` },
  );

export const store = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  size: MemoryUse['size'],
  summary: string,
  place: string,
) =>
  row(
    'memory',
    'I',
    opcode,
    mnemonic,
    ['rd', 'mem'],
    { memory: { access: 'write', address, size, signed: false }, store: { value: 'rd' } },
    { summary, example: `${mnemonic} a0, ${place}` },
  );

export const branch = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  when: Expression,
  condition: string,
  opposite: string,
) => ({
  ...row(
    'control',
    'I',
    opcode,
    mnemonic,
    ['rd', 'rs1', 'branch'],
    { jump: { to: 'label', when } },
    { summary: `if (${condition}) pc = label`, example: `${mnemonic} a0, a1, loop` },
  ),
  far: [`${opposite} rd, rs1, . + 8`, 'j branch'],
});

export const atomic = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  store: NonNullable<AccessDoes['store']>,
  summary: string,
) =>
  row(
    'atomic',
    'R',
    opcode,
    mnemonic,
    ['rd', 'rs2', 'addr'],
    {
      memory: { access: 'update', address: 'rs1', size: 4, signed: true },
      set: { register: 'rd', value: 'old' },
      store,
    },
    { summary, example: `${mnemonic} a0, a1, (a2)` },
  );

/** A row of what the machine does by hand, all of it said: it reads the registers of its operands, but for rd. */
export const system = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  operands: readonly OperandKind[],
  summary: string,
  example: string,
  more: Partial<Pick<Row<Name>, 'group' | 'traps' | 'reads' | 'writes' | 'flow'>> = {},
) =>
  ({
    ...{ mnemonic, opcode, operands, summary, example },
    ...{ format: 'I', group: 'system', privileged: false, traps: [], flow: 'next' },
    reads: operands.includes('rs1') ? ['rs1'] : [],
    writes: operands.includes('rd') ? ['rd'] : [],
    ...more,
  }) satisfies Row<Name>;

export const privileged = <const Name extends string>(
  opcode: number,
  mnemonic: Name,
  operands: readonly OperandKind[],
  summary: string,
  example: string,
  { traps = [], ...more }: Partial<Pick<Row<Name>, 'traps' | 'reads' | 'writes' | 'flow'>> = {},
) => ({
  ...system(opcode, mnemonic, operands, summary, example, {
    group: 'privileged',
    traps: ['privileged-instruction', ...traps],
    ...more,
  }),
  privileged: true,
});
