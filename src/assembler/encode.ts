/** Turns instructions into words, as the tables of `src/isa` say; what is not known yet becomes a fixup. */
import { type OperandKind, encode, highHalf, lowHalf, meantByForeign, registers, roles } from '../isa';
import { highest, lowest } from './evaluate';
import { type InstructionField, isLiteral, misfit } from './fixups';
import {
  type Form,
  type PseudoForm,
  type Template,
  controlRegisterNamed,
  formOf,
  pseudoFormOf,
  registerNamed,
} from './forms';
import type { Pass } from './pass';
import type { Expression, MemoryNode, Node, Operation } from './syntax';
import { says } from './rules';

const registerNames: readonly string[] = registers.map(({ name }) => name);

export class Encoder {
  /** Branches so far; its numbers stay the same from pass to pass. */
  private branches = 0;
  private branch = -1;

  constructor(
    private readonly pass: Pass,
    /** Branches that need their long form. */
    private readonly far: ReadonlySet<number>,
  ) {}

  /** Encodes a statement; false if its mnemonic is no instruction. */
  instruction(statement: Operation): boolean {
    const { word, operands } = statement;
    if (word !== undefined) return (this.pass.emit(word), true);
    const { reporter, fixups, sections } = this.pass;
    const [before, said, waiting] = [sections.current.size, reporter.times, fixups.count];
    if (!this.encoded(statement)) return false;
    const isWord = sections.current.size === before + 4 && fixups.count === waiting;
    if (isWord && reporter.times === said && operands.every(isFixed)) statement.word = this.pass.emitted;
    return true;
  }

  private encoded(statement: Operation): boolean {
    const { name } = statement.name;
    const form = formOf(name);
    if (form) {
      const { mnemonic, example } = form.instruction;
      if (this.countFits(statement, mnemonic, form.kinds.length, example))
        this.write(form, statement.operands);
      return true;
    }
    const pseudo = pseudoFormOf(name);
    if (pseudo) this.pseudo(pseudo, statement);
    return pseudo !== undefined;
  }

  private countFits(statement: Operation, mnemonic: string, expected: number, example: string): boolean {
    const { operands, problems, name } = statement;
    if (operands.length === expected) return true;
    if (!problems) {
      const takes = expected === 0 ? 'no operands' : expected === 1 ? 'one operand' : `${expected} operands`;
      const extra = operands[expected];
      const place = extra ? { start: extra.start, end: operands.at(-1)?.end ?? extra.end } : name;
      this.pass.say(
        place,
        says('asm-operand-count', { mnemonic, takes, given: operands.length }),
        `like this: ${example}`,
      );
    }
    this.pass.emit(0);
    return false;
  }

  private pseudo(form: PseudoForm, statement: Operation): void {
    const { mnemonic, operands: names, example } = form.pseudo;
    if (!this.countFits(statement, mnemonic, names.length, example)) return;
    const { operands } = statement;
    const fine = names.map((name, index) => this.pseudoOperandFits(form, name, operands[index]));
    if (fine.includes(false)) this.pass.emit(0);
    else if (form.shorter.length === 0 || !this.constant(form, operands))
      this.expand(form.expansion, operands);
  }

  private pseudoOperandFits({ pseudo }: PseudoForm, name: string, operand: Expression | undefined): boolean {
    if (!operand || operand.kind === 'missing') return false;
    if (name.startsWith('r')) {
      const meant = isLiteral(operand) ? meantByForeign(pseudo.mnemonic, true) : undefined;
      const instead = meant === undefined ? undefined : `did you mean ${meant}?`;
      return this.register(operand, pseudo.mnemonic, pseudo.example, instead) >= 0;
    }
    const isRegister = registerNamed(operand) !== undefined;
    if (operand.kind !== 'string' && operand.kind !== 'memory' && !isRegister) return true;
    const what = name === 'imm' ? 'a value' : name === 'label' ? 'a label' : 'a symbol';
    this.pass.say(
      operand,
      says('asm-pseudo-operand', { mnemonic: pseudo.mnemonic, what }),
      `like this: ${pseudo.example}`,
    );
    return false;
  }

  /** Encodes a constant in the shortest form; false if the operand's value is not known yet. */
  private constant({ pseudo, shorter, expansion }: PseudoForm, operands: readonly Expression[]): boolean {
    const index = pseudo.operands.indexOf('imm');
    const operand = operands[index];
    if (!operand) return false;
    const known = this.pass.evaluator.value(operand);
    if (!known) return (this.pass.emit(0), true);
    if (typeof known === 'function' || known.symbol) return false;
    if (known.number < lowest || known.number > highest) {
      this.pass.say(operand, says('asm-number-range', { number: known.number }));
      return (this.pass.emit(0), true);
    }
    const value = known.number | 0;
    const { start, end } = operand;
    const written = operands.map((node, at) =>
      at === index ? { kind: 'number' as const, start, end, value } : node,
    );
    const short = shorter.find(row =>
      row.upperHalf ? lowHalf(value) === 0 : value >= row.form.low && value <= row.form.high,
    );
    this.expand(short ? [short] : expansion, written);
    return true;
  }

  private expand(templates: readonly Template[], operands: readonly Expression[]): void {
    for (const { form, operands: builders } of templates)
      this.write(
        form,
        builders.map(build => build(operands)),
      );
  }

  /** Encodes one instruction; after an error a word stands in for it, so that all that follows keeps its place. */
  private write(form: Form, operands: readonly Expression[]): void {
    if (form.far && this.branch === -1) {
      this.branch = this.branches++;
      if (this.far.has(this.branch)) this.expand(form.far, operands);
      else this.word(form, operands);
      this.branch = -1;
    } else this.word(form, operands);
  }

  private word(form: Form, operands: readonly Expression[]): void {
    const { kinds } = form;
    let rd = 0;
    let rs1 = 0;
    let rs2 = 0;
    let imm = 0;
    for (let index = 0; index < kinds.length; index++) {
      const operand = operands[index];
      const kind = kinds[index];
      if (!operand || !kind) continue;
      switch (kind) {
        case 'rd':
          rd = this.register(operand, form.instruction.mnemonic, form.instruction.example);
          break;
        case 'rs1':
          rs1 = this.source(operand, form);
          break;
        case 'rs2':
          rs2 = this.source(operand, form);
          break;
        case 'mem':
          rs1 = this.base(operand, form);
          if (operand.kind === 'memory' && operand.offset) imm = this.immediate(operand.offset, kind, form);
          break;
        case 'addr':
          rs1 = this.bareAddress(operand, form);
          break;
        case 'branch':
        case 'jump':
          this.target(operand, kind, form);
          break;
        case 'cr':
          imm = controlRegisterNamed(operand) ?? this.immediate(operand, kind, form);
          break;
        default:
          imm = this.immediate(operand, kind, form);
      }
    }
    const broken = rd < 0 || rs1 < 0 || rs2 < 0;
    this.pass.emit(broken ? 0 : encode(form.instruction, { rd, rs1, rs2, imm }));
  }

  /** The number of a register; −1 after an error. */
  private register(operand: Expression, mnemonic: string, example: string, instead?: string): number {
    const number = registerNamed(operand);
    if (number !== undefined) return number;
    if (operand.kind === 'name' && !operand.quoted)
      this.pass.say(
        operand,
        says('asm-not-a-register', { name: operand.name }),
        registerNames.includes(operand.name.toLowerCase())
          ? `did you mean ${operand.name.toLowerCase()}?`
          : `the registers are ${registerNames.join(' ')}`,
      );
    else if (operand.kind !== 'missing')
      this.pass.say(operand, says('asm-takes-register', { mnemonic }), instead ?? `like this: ${example}`);
    return -1;
  }

  /** A register that is read: what a number in its place is meant to be can be told. */
  private source(operand: Expression, { instruction: { mnemonic, example } }: Form): number {
    return this.register(operand, mnemonic, example, insteadOf(operand, mnemonic));
  }

  private base(operand: Expression, form: Form): number {
    const { mnemonic, example } = form.instruction;
    if (operand.kind === 'memory') return this.register(operand.base, mnemonic, example);
    if (operand.kind === 'missing') return -1;
    const text = operand.kind === 'name' ? operand.name : '';
    const hint =
      registerNamed(operand) !== undefined
        ? `write 0(${text})`
        : text === ''
          ? `like this: ${example}`
          : `load the address of ${text} first: la t0, ${text}; then 0(t0)`;
    this.pass.say(operand, says('asm-takes-memory', { mnemonic }), hint);
    return -1;
  }

  private bareAddress(operand: Expression, form: Form): number {
    const { mnemonic, example } = form.instruction;
    if (operand.kind === 'memory' && isZero(operand)) return this.register(operand.base, mnemonic, example);
    if (operand.kind !== 'missing')
      this.pass.say(operand, says('asm-takes-address', { mnemonic }), `like this: ${example}`);
    return -1;
  }

  /** An immediate that is known and fits; else 0, with an error or a fixup. */
  private immediate(
    operand: Expression,
    kind: Exclude<OperandKind, 'rd' | 'rs1' | 'rs2' | 'addr' | 'branch' | 'jump'>,
    form: Form,
  ): number {
    if (operand.kind === 'number' && operand.value >= form.low && operand.value <= form.high)
      return operand.value;
    if (operand.kind === 'modifier') return this.half(operand, form);
    return this.field(operand, operand, kind, form);
  }

  private half(operand: Expression & { kind: 'modifier' }, form: Form): number {
    const { name } = operand;
    if (name.name !== 'hi' && name.name !== 'lo') return (this.pass.evaluator.unknownModifier(name), 0);
    const { mnemonic } = form.instruction;
    if (name.name === 'lo' && form.low === 0)
      return (
        this.pass.say(
          operand,
          says('asm-low-offset', { mnemonic }),
          'add it with addi, or use it in a load or store',
        ),
        0
      );
    if (name.name === 'hi' && form.low !== 0)
      return (this.pass.say(operand, says('asm-high-half', { mnemonic }), 'load it with lui'), 0);
    const field = name.name === 'hi' ? 'high' : 'low';
    const value = this.field(operand.operand, operand, field, form);
    return field === 'high' ? highHalf(value) : lowHalf(value);
  }

  private field(expression: Expression, node: Node, field: InstructionField, form: Form): number {
    const slot = { field, instruction: form.instruction };
    const value = this.pass.evaluator.value(expression);
    if (!value) return 0;
    if (typeof value === 'function' || value.symbol) {
      this.pass.fixup(slot, value, node);
      return 0;
    }
    const problem = misfit(slot, value.number);
    if (problem === undefined) return value.number;
    this.pass.say(node, problem);
    return 0;
  }

  private target(operand: Expression, kind: 'branch' | 'jump', form: Form): void {
    const value = this.pass.evaluator.value(operand);
    const slot = { field: kind, instruction: form.instruction };
    if (value) this.pass.fixup(slot, value, operand, this.branch);
  }
}

/** What to write for a number where a register has to be. */
function insteadOf(operand: Expression, mnemonic: string): string | undefined {
  if (operand.kind !== 'number') return undefined;
  if (operand.value === 0) return `the register that is always 0 is ${registerNames[roles.zero]}`;
  return formOf(`${mnemonic}i`)
    ? `did you mean ${mnemonic}i?`
    : `load it into a register first: li t0, ${operand.value}`;
}

/** Whether an operand means the same in any source: it has no names but those of registers. */
const isFixed = (operand: Expression): boolean =>
  operand.kind === 'memory'
    ? isFixed(operand.base) && (!operand.offset || isLiteral(operand.offset))
    : registerNamed(operand) !== undefined || isLiteral(operand);

function isZero({ offset }: MemoryNode): boolean {
  return !offset || (offset.kind === 'number' && offset.value === 0);
}
