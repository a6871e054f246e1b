/** One function: its frame, prologue and epilogue, and what the debugger must know about it. */
import type { FunctionBody, FunctionSymbol, LocalSymbol } from '../ast';
import { type Ends, endOf } from '../debug/blocks';
import { alignmentOf, isScalar, sizeOf, wordsOf } from '../types/types';
import { fitsSigned, symbolText } from './address';
import { FunctionContext } from './context';
import { Frame } from './frame';
import { type Homes, assignHomes } from './homes';
import { A0, RA, S0, S2, argumentRegisters, names } from './registers';
import { statement } from './statements';
import type { Unit } from './unit';
import { Usage } from './usage';

const WORD = 4;
/** Bytes that a variadic function stores its argument registers in. */
const argumentRowSize = argumentRegisters * WORD;
/** Frames beyond this are reached in two steps. */
const largeFrame = 30000;

/** What the prologue does, decided before the body is made. */
interface Plan {
  readonly kind: 'fp' | 'sp';
  readonly variadic: boolean;
  /** Bytes for the argument registers of a variadic function, right below the canonical frame address. */
  readonly row: number;
  /** Callee-saved registers that the body changes. */
  readonly saved: readonly number[];
  readonly homes: Homes;
  readonly usage: Usage;
}

export function generateFunction(unit: Unit, symbol: FunctionSymbol, body: FunctionBody): string[] {
  const plan = planFrame(symbol, body);
  const { kind, row, saved, usage } = plan;
  const top = kind === 'fp' ? row + (2 + saved.length) * WORD : 0;
  const frame = new Frame(kind, top, usage.bytes > largeFrame);
  const hidden = symbol.type.returns.kind === 'record';
  const resultAddress = hidden ? frame.allocate(WORD) : undefined;
  const g = new FunctionContext(unit, symbol, body, usage, frame, plan.homes, resultAddress);
  return new FunctionWriter(g, plan).write();
}

function planFrame(symbol: FunctionSymbol, body: FunctionBody): Plan {
  const usage = new Usage(body);
  const { variadic, returns } = symbol.type;
  const hidden = returns.kind === 'record';
  const homes = assignHomes(body.parameters, usage, hidden);
  const words = body.parameters.reduce((sum, { type }) => sum + wordsOf(type), hidden ? 1 : 0);
  const framed =
    usage.calls ||
    variadic ||
    words > argumentRegisters ||
    usage.clobbers.has(RA) ||
    usage.bytes > largeFrame;
  const saved: number[] = [];
  for (let register = S0; register <= S2; register++)
    if (homes.used.has(register) || usage.clobbers.has(register)) saved.push(register);
  return { kind: framed ? 'fp' : 'sp', variadic, row: variadic ? argumentRowSize : 0, saved, homes, usage };
}

class FunctionWriter {
  private readonly before: string[] = [];
  private readonly after: string[] = [];
  private readonly end: string;
  private readonly bodyStart: string;

  constructor(
    private readonly g: FunctionContext,
    private readonly plan: Plan,
  ) {
    this.end = g.unit.nextMark();
    this.bodyStart = g.unit.nextMark();
  }

  write(): string[] {
    const { g } = this;
    const { symbol } = g;
    const name = symbolText(symbol.label);
    this.placeVariables();
    this.body();
    const ends = this.epilogue();
    this.prologue();
    this.describe(ends);
    const linkage = symbol.weak
      ? [`\t.weak ${name}`]
      : symbol.linkage === 'external'
        ? [`\t.global ${name}`]
        : [];
    return [
      `\t.section ${symbol.section ?? '.text'}`.replace('.section .text', '.text'),
      '\t.align 4',
      ...linkage,
      `\t.type ${name}, function`,
      `${name}:`,
      ...this.before,
      ...g.out.lines,
      ...this.after,
      `${this.end}:`,
      `\t.size ${name}, ${this.end}-${name}`,
    ];
  }

  /** Gives every parameter and literal its home; variables get theirs where they are declared. */
  private placeVariables(): void {
    const { g, plan } = this;
    for (const [local, register] of plan.homes.register) local.home = { kind: 'register', register };
    g.blocks.watchResult = plan.homes.used.has(A0) && g.symbol.type.returns.kind !== 'void';
    for (const literal of plan.usage.literals)
      literal.home = { kind: 'frame', offset: g.frame.allocate(sizeOf(literal.type)) };
    this.eachParameter((parameter, word, words) => {
      if (parameter.home) return;
      const onStack = word >= argumentRegisters;
      const offset = onStack ? (word - argumentRegisters) * WORD : g.frame.allocate(words * WORD);
      parameter.home = { kind: 'frame', offset };
    });
  }

  private eachParameter(action: (parameter: LocalSymbol, word: number, words: number) => void): void {
    const { g } = this;
    let word = g.resultAddress === undefined ? 0 : 1;
    for (const parameter of g.body.parameters) {
      const words = wordsOf(parameter.type);
      action(parameter, word, words);
      word += words;
    }
  }

  private body(): void {
    const { g } = this;
    for (const each of g.body.block.statements) statement(g, each);
    if (!g.out.reachable) return;
    const { returns } = g.symbol.type;
    if (returns.kind === 'void' || returns.kind === 'error') return;
    if (g.symbol.name === 'main') {
      g.location(g.body.block.end);
      g.emit('li a0, 0');
    } else
      g.unit.report.warning(
        g.body.block.end,
        `'${g.symbol.name}' returns a value, but the end of it can be reached without one`,
      );
  }

  /** The end of the function; the frame's size is known by now. */
  private epilogue(): Ends {
    const { g, plan } = this;
    const { out } = g;
    const frame = this.frameSize();
    const result = g.unit.nextMark();
    out.label(g.returnLabel);
    out.note(`${result}:`);
    const fallsOff = out.reachable;
    if (fallsOff) g.location(g.body.block.end);
    const leaving = new Leaving(g.out);
    if (plan.kind === 'fp') this.leaveFramed(leaving, frame);
    else this.leaveLeaf(leaving, frame);
    if (frame === 0 && plan.kind === 'sp') this.returnInPlace();
    const { saved, whole } = leaving.marks(this.end);
    this.after.push('\t.cfi_endproc');
    return {
      frame: whole,
      saved,
      result: g.symbol.type.returns.kind === 'void' ? this.end : result,
      end: this.end,
      toCfa: plan.kind === 'fp' ? 0 : -frame,
    };
  }

  /** Without a frame to undo, every jump to the epilogue is a return by itself. */
  private returnInPlace(): void {
    const { out } = this.g;
    const jump = `\tj ${this.g.returnLabel}`;
    out.lines = out.lines.map(line => (line === jump ? '\tret' : line));
  }

  /** Bytes from `sp` in the body to the canonical frame address. */
  private frameSize(): number {
    const { g, plan } = this;
    if (plan.kind === 'fp') return g.frame.top + g.frame.size;
    return g.frame.size + plan.saved.length * WORD;
  }

  private leaveFramed(leaving: Leaving, frame: number): void {
    const { plan } = this;
    plan.saved.forEach((register, index) => {
      leaving.emit(
        `lw ${names[register]}, ${-(plan.row + (3 + index) * WORD)}(fp)`,
        `.cfi_restore ${names[register]}`,
      );
      leaving.markSaved();
    });
    const near = fitsSigned(frame) ? frame : plan.row + 2 * WORD;
    if (near !== frame) leaving.emit(`addi sp, fp, ${-near}`);
    leaving.emit(`lw ra, ${-(plan.row + WORD)}(fp)`, '.cfi_restore ra');
    leaving.emit(`lw fp, ${-(plan.row + 2 * WORD)}(fp)`, '.cfi_restore fp', `.cfi_def_cfa sp, ${near}`);
    leaving.markWhole();
    leaving.emit(`addi sp, sp, ${near}`, '.cfi_def_cfa_offset 0');
    leaving.stop('ret');
  }

  private leaveLeaf(leaving: Leaving, frame: number): void {
    const { plan } = this;
    plan.saved.forEach((register, index) => {
      leaving.emit(
        `lw ${names[register]}, ${frame - (index + 1) * WORD}(sp)`,
        `.cfi_restore ${names[register]}`,
      );
      leaving.markSaved();
    });
    if (frame > 0) {
      leaving.emit(`addi sp, sp, ${frame}`, '.cfi_def_cfa_offset 0');
      leaving.markWhole();
    }
    leaving.stop('ret');
  }

  private prologue(): void {
    const { g, plan, before } = this;
    const { span } = g.body;
    const { line, column } = span.file.position(span.start);
    before.push('\t.cfi_startproc', `\t.loc ${g.unit.file(span)} ${line + 1} ${column + 1}`);
    const frame = this.frameSize();
    if (plan.kind === 'fp') this.enterFramed(frame);
    else this.enterLeaf(frame);
    this.storeArguments();
    before.push(`${this.bodyStart}:`);
    markPrologueEnd(before, g);
  }

  private enterFramed(frame: number): void {
    const { plan, before } = this;
    const { row } = plan;
    const near = fitsSigned(frame) ? frame : row + 2 * WORD;
    before.push(`\taddi sp, sp, ${-near}`, `\t.cfi_def_cfa_offset ${near}`);
    before.push(`\tsw ra, ${near - row - WORD}(sp)`, `\t.cfi_offset ra, ${-(row + WORD)}`);
    before.push(`\tsw fp, ${near - row - 2 * WORD}(sp)`, `\t.cfi_offset fp, ${-(row + 2 * WORD)}`);
    before.push(`\taddi fp, sp, ${near}`, '\t.cfi_def_cfa fp, 0');
    if (near !== frame) before.push(`\tli t0, ${frame - near}`, '\tsub sp, sp, t0');
    plan.saved.forEach((register, index) => {
      const offset = -(row + (3 + index) * WORD);
      before.push(`\tsw ${names[register]}, ${offset}(fp)`, `\t.cfi_offset ${names[register]}, ${offset}`);
    });
  }

  private enterLeaf(frame: number): void {
    const { plan, before } = this;
    if (frame === 0) return;
    before.push(`\taddi sp, sp, ${-frame}`, `\t.cfi_def_cfa_offset ${frame}`);
    plan.saved.forEach((register, index) => {
      const offset = frame - (index + 1) * WORD;
      before.push(
        `\tsw ${names[register]}, ${offset}(sp)`,
        `\t.cfi_offset ${names[register]}, ${offset - frame}`,
      );
    });
  }

  /** Brings the arguments home. They are still in a0–a5 until the last of them is. */
  private storeArguments(): void {
    const { g, plan, before } = this;
    const base = g.name(g.base);
    if (plan.variadic)
      for (let word = 0; word < argumentRegisters; word++)
        before.push(`\tsw ${names[A0 + word]}, ${word * WORD - argumentRowSize}(fp)`);
    if (g.resultAddress !== undefined) before.push(`\tsw a0, ${g.resultAddress}(${base})`);
    this.eachParameter((parameter, word, words) => this.storeArgument(parameter, word, words, base));
  }

  private storeArgument({ home, type }: LocalSymbol, word: number, words: number, base: string): void {
    const { before } = this;
    if (home!.kind === 'register') {
      const target = names[home!.register];
      if (word >= argumentRegisters) before.push(`\tlw ${target}, ${(word - argumentRegisters) * WORD}(fp)`);
      else if (home!.register !== A0 + word) before.push(`\tmv ${target}, ${names[A0 + word]}`);
      return;
    }
    if (word >= argumentRegisters) return;
    for (let index = 0; index < words; index++) {
      const at = home!.offset + index * WORD;
      if (word + index < argumentRegisters) this.storeWord(names[A0 + word + index]!, at, base);
      else {
        before.push(`\tlw t0, ${(word + index - argumentRegisters) * WORD}(fp)`);
        this.storeWord('t0', at, base);
      }
    }
    if (!isScalar(type) && alignmentOf(type) > WORD)
      throw new Error('a parameter is aligned to more than a word');
  }

  private storeWord(register: string, offset: number, base: string): void {
    if (fitsSigned(offset)) this.before.push(`\tsw ${register}, ${offset}(${base})`);
    else this.before.push(`\tli t1, ${offset}`, `\tadd t1, t1, ${base}`, `\tsw ${register}, 0(t1)`);
  }

  private describe(ends: Ends): void {
    const { g } = this;
    const { unit, symbol } = g;
    const parameters: ReturnType<typeof g.blocks.row>[] = [];
    this.eachParameter((parameter, word, words) => {
      if (parameter.name !== '')
        parameters.push(g.blocks.row(parameter, this.parameterPlaces(parameter, word, words, ends)));
    });
    unit.functions.push({
      name: symbol.name,
      start: symbol.label,
      end: this.end,
      file: unit.file(g.body.span),
      line: unit.line(g.body.span),
      type: unit.types.index(symbol.type),
      parameters,
      body: g.blocks.body({ start: this.bodyStart, end: this.end }, ends),
    });
  }

  /** In the register or stack word that it came in until the prologue ends, then at home. */
  private parameterPlaces(
    parameter: LocalSymbol,
    word: number,
    words: number,
    ends: Ends,
  ): ReturnType<typeof this.g.blocks.places> {
    const { g, bodyStart } = this;
    const start = g.symbol.label;
    const end = endOf(parameter, ends);
    const home = parameter.home!;
    if (home.kind === 'register' && home.register === A0 + word)
      return g.blocks.places(parameter, { start, end }, ends);
    const before = { start, end: bodyStart };
    const after = { start: bodyStart, end };
    if (word >= argumentRegisters) {
      const offset = (word - argumentRegisters) * WORD;
      if (home.kind === 'frame') return [{ kind: 'frame', offset, range: { start, end: this.end } }];
      return [{ kind: 'frame', offset, range: before }, ...g.blocks.places(parameter, after, ends)];
    }
    if (words > 1) return g.blocks.places(parameter, after, ends);
    return [
      { kind: 'register', register: A0 + word, range: before },
      ...g.blocks.places(parameter, after, ends),
    ];
  }
}

/** The first row behind the prologue says so. */
function markPrologueEnd(before: string[], g: FunctionContext): void {
  const { lines } = g.out;
  const first = lines.findIndex(line => line.startsWith('\t'));
  if (first >= 0 && lines[first]!.startsWith('\t.loc ')) {
    lines[first] += ' prologue_end';
    return;
  }
  const { start, file } = g.body.block.span;
  const { line, column } = file.position(start);
  before.push(`\t.loc ${g.unit.file(g.body.block.span)} ${line + 1} ${column + 1} prologue_end`);
}

/** Emits an epilogue, and labels the places up to which homes are true. */
class Leaving {
  private saved: string | undefined;
  private whole: string | undefined;

  constructor(private readonly out: FunctionContext['out']) {}

  emit(text: string, ...directives: readonly string[]): void {
    if (!this.out.reachable) return;
    this.out.emit(text);
    for (const directive of directives) this.out.note(`\t${directive}`);
  }

  stop(text: string): void {
    this.out.stop(text);
  }

  markSaved(): void {
    this.saved ??= this.mark();
  }

  markWhole(): void {
    this.whole ??= this.mark();
  }

  private mark(): string | undefined {
    if (!this.out.reachable) return undefined;
    const label = `.LE${this.out.newLabel().slice(2)}`;
    this.out.note(`${label}:`);
    return label;
  }

  /** Where saved registers, and where the frame, stop being what they were. */
  marks(end: string): { saved: string; whole: string } {
    return { saved: this.saved ?? end, whole: this.whole ?? end };
  }
}
