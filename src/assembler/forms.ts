/**
 * The instruction set as the encoder needs it: each mnemonic with its operand kinds, and the texts in the tables
 * (expansions of pseudo-instructions, long forms of branches) parsed once, with places for operands.
 */
import {
  type Instruction,
  type OperandKind,
  type PseudoInstruction,
  controlRegisters,
  immediateLimits,
  instructionNamed,
  instructions,
  pseudoInstructions,
  registers,
} from '../isa';
import { SourceFile } from '../source';
import { parse } from './parse';
import type { Expression } from './syntax';

/** One instruction of an expansion. */
export interface Template {
  readonly form: Form;
  readonly operands: readonly Builder[];
  /** True if the last operand takes only the upper half of the value. */
  readonly upperHalf: boolean;
}

/** Makes an operand from those that were written. */
type Builder = (written: readonly Expression[]) => Expression;

export interface Form {
  readonly instruction: Instruction;
  readonly kinds: readonly OperandKind[];
  readonly low: number;
  readonly high: number;
  /** The long form of a branch. */
  readonly far: readonly Template[] | undefined;
}

export interface PseudoForm {
  readonly pseudo: PseudoInstruction;
  readonly expansion: readonly Template[];
  readonly shorter: readonly Template[];
}

const forms = new Map<string, Form>();
const pseudoForms = new Map<string, PseudoForm>();

/** What a mnemonic means; undefined if nothing. */
export function formOf(mnemonic: string): Form | undefined {
  return forms.get(mnemonic);
}

export function pseudoFormOf(mnemonic: string): PseudoForm | undefined {
  return pseudoForms.get(mnemonic);
}

export function* mnemonics(): Iterable<string> {
  yield* forms.keys();
  yield* pseudoForms.keys();
}

/** Registers by each of their names. */
const registerNumbers: ReadonlyMap<string, number> = new Map(
  registers.flatMap(({ number, name }) => [name, `r${number}`].map(alias => [alias, number] as const)),
);

export const controlNumbers: ReadonlyMap<string, number> = new Map(
  controlRegisters.map(({ name, number }) => [name, number]),
);

/** The number of the register that an operand names; a name in quotes is no register's. */
export function registerNamed(node: Expression): number | undefined {
  return node.kind === 'name' && !node.quoted ? registerNumbers.get(node.name) : undefined;
}

export function controlRegisterNamed(node: Expression): number | undefined {
  return node.kind === 'name' && !node.quoted ? controlNumbers.get(node.name) : undefined;
}

for (const instruction of instructions) {
  const [low, high] = immediateLimits(instruction) ?? [0, 0];
  forms.set(instruction.mnemonic, { instruction, kinds: instruction.operands, low, high, far: undefined });
}
for (const [mnemonic, form] of forms) {
  const { far, operands } = form.instruction;
  if (far) forms.set(mnemonic, { ...form, far: far.map(text => template(text, operands)) });
}
for (const pseudo of pseudoInstructions) {
  const compile = (texts: readonly string[] = []) => texts.map(text => template(text, pseudo.operands));
  const [expansion, shorter] = [compile(pseudo.expansion), compile(pseudo.shorter)];
  pseudoForms.set(pseudo.mnemonic, { pseudo, expansion, shorter });
}

function template(text: string, names: readonly string[]): Template {
  const [statement] = parse(new SourceFile('isa', text)).statements;
  const instruction = statement?.name && instructionNamed(statement.name.name);
  const form = instruction && forms.get(instruction.mnemonic);
  if (!form || statement.problems)
    throw new Error(`the instruction table has an expansion that is none: ${text}`);
  const last = statement.operands[statement.operands.length - 1];
  return {
    form,
    operands: statement.operands.map(node => builder(node, names)),
    upperHalf: last?.kind === 'modifier',
  };
}

function builder(node: Expression, names: readonly string[]): Builder {
  if (node.kind === 'name') {
    const index = names.indexOf(node.name);
    return index < 0 ? () => node : written => written[index] ?? node;
  }
  if (node.kind === 'modifier') {
    const operand = builder(node.operand, names);
    return written => {
      const inner = operand(written);
      return { ...node, start: inner.start, end: inner.end, operand: inner };
    };
  }
  if (node.kind === 'memory') {
    const base = builder(node.base, names);
    return written => {
      const inner = base(written);
      return { ...node, start: inner.start, end: inner.end, base: inner };
    };
  }
  return () => node;
}
