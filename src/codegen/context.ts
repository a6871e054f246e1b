/** The state of making code for one function, and the few primitives that every part of it uses. */
import type { Span } from '../source';
import type { Expression, FunctionBody, FunctionSymbol, Statement } from '../c/ast';
import { BlockRecorder } from './debug/blocks';
import { Emitter } from './emitter';
import type { FrameLayout } from './frame';
import type { Homes } from './homes';
import { FP, Registers, SP, type Temp, type Value } from './registers';
import type { Unit } from './unit';
import type { Usage } from './usage';

/** What the code of one function is made from and with. */
export interface FunctionParts {
  readonly unit: Unit;
  readonly symbol: FunctionSymbol;
  readonly body: FunctionBody;
  readonly usage: Usage;
  readonly frame: FrameLayout;
  readonly homes: Homes;
  /** The frame offset of the word that holds the address for a struct result. */
  readonly resultAddress: number | undefined;
  readonly makeStatement: (g: FunctionContext, node: Statement) => void;
}

/** Where the stack pointer at a label is kept, and whether the label stands before an array of variable length. */
export interface KeptStack {
  readonly slot: number;
  before?: 'label' | 'array';
}

export class FunctionContext {
  readonly out: Emitter;
  readonly registers: Registers;
  readonly blocks: BlockRecorder;
  /** Where `break` and `continue` go. */
  readonly breaks: string[] = [];
  readonly continues: string[] = [];
  /** Labels of the cases of the switches around. */
  readonly caseLabels = new Map<object, string>();
  readonly returnLabel: string;
  /** What the stack pointer was at each label that stands before the code made so far (`stack.ts`). */
  readonly stackAtLabels = new Map<string, KeptStack>();
  /** An array of variable length has been declared in the code made so far. */
  hasArrays = false;
  private lastLocation = '';
  private lastLine = -1;

  readonly unit: Unit;
  readonly symbol: FunctionSymbol;
  readonly body: FunctionBody;
  readonly usage: Usage;
  readonly frame: FrameLayout;
  readonly resultAddress: number | undefined;
  private readonly makeStatement: FunctionParts['makeStatement'];

  constructor(parts: FunctionParts) {
    const { unit, frame, homes } = parts;
    this.unit = unit;
    this.symbol = parts.symbol;
    this.body = parts.body;
    this.usage = parts.usage;
    this.frame = frame;
    this.resultAddress = parts.resultAddress;
    this.makeStatement = parts.makeStatement;
    this.out = new Emitter(unit);
    this.registers = new Registers(this.out, frame, frame.kind === 'fp' ? FP : SP, homes.used);
    this.blocks = new BlockRecorder(unit, this.out);
    this.returnLabel = unit.next();
  }

  /** Statements stand above expressions, but an expression may have some inside. */
  statement(node: Statement): void {
    this.makeStatement(this, node);
  }

  emit(text: string): void {
    this.out.emit(text);
  }

  /** The register that variables in the frame are reached from. */
  get base(): Temp {
    return this.registers.home(this.frame.kind === 'fp' ? FP : SP);
  }

  allocate(wanted?: number): Temp {
    return this.registers.allocate(wanted);
  }

  name(temp: Temp): string {
    return this.registers.name(temp);
  }

  release(...values: readonly Value[]): void {
    for (const value of values) this.registers.release(value);
  }

  /** The wanted register, if it may hold something before the last instruction: no variable lives in it. */
  early(wanted: number | undefined): number | undefined {
    return wanted !== undefined && this.registers.isPool(wanted) ? wanted : undefined;
  }

  disturbs(node: Expression): boolean {
    return this.usage.disturbing.has(node);
  }

  /** Starts the row of a statement, which ends with another span: a place for the debugger to stop at. */
  statementLocation(from: Span, to = from): void {
    this.unit.statement(from, to);
    this.location(from);
  }

  /** Starts the row of a line for the debugger: a place to stop at, or just a place in a longer statement. */
  location(span: Span, flags = ''): void {
    if (!this.out.reachable) return;
    const text = `\t.loc ${this.locationText(span)}${flags}`;
    if (text === this.lastLocation) return;
    this.lastLocation = text;
    this.lastLine = this.unit.line(span);
    this.out.note(text);
  }

  /** File, line and column as `.loc` has them. */
  locationText(span: Span): string {
    const { line, column } = span.file.position(span.start);
    return `${this.unit.file(span)} ${line + 1} ${column + 1}`;
  }

  /** A row for a part of a statement that stands on another line than what comes before it. */
  innerLocation(span: Span): void {
    if (span.file.position(span.start).line !== this.lastLine) this.location(span, ' is_stmt 0');
  }
}
