/** Statements: one node type a kind. */
import type { Span } from '../../source';
import type { ObjectSymbol, LocalSymbol, Initialiser } from './symbols';
import type { Expression } from './expressions';

interface Placed {
  readonly span: Span;
}
interface WithEnd extends Placed {
  /** The last token of its own text: of its head, where other statements stand in it. */
  readonly until: Span;
}

export interface BlockStatement extends Placed {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  /** The closing brace. */
  readonly end: Span;
}
export interface ExpressionStatement extends WithEnd {
  readonly kind: 'expression';
  readonly value: Expression;
}
/** Starts the life of a local variable, or names a static one for the debugger. */
export interface DeclareStatement extends Placed {
  readonly kind: 'declare';
  readonly symbol: LocalSymbol | ObjectSymbol;
  readonly initialiser?: Initialiser;
  /** Where that ends. */
  readonly until?: Span;
  /** It takes part of the stack, which is given back at the end of the block. */
  readonly takesStack?: boolean;
}
export interface IfStatement extends WithEnd {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise?: Statement;
}
export interface WhileStatement extends WithEnd {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement;
}
export interface DoStatement extends WithEnd {
  readonly kind: 'do';
  readonly condition: Expression;
  readonly body: Statement;
}
export interface ForStatement extends WithEnd {
  readonly kind: 'for';
  readonly start: readonly Statement[];
  readonly condition?: Expression;
  readonly step?: Expression;
  readonly body: Statement;
}
export interface SwitchStatement extends WithEnd {
  readonly kind: 'switch';
  readonly value: Expression;
  readonly cases: readonly CaseLabel[];
  readonly body: Statement;
}
/** `case low ... high:`, or `default:` where both are absent. */
export interface CaseLabel {
  readonly low?: bigint;
  readonly high?: bigint;
  readonly span: Span;
}
export interface CaseStatement extends Placed {
  readonly kind: 'case';
  readonly label: CaseLabel;
  readonly body: Statement;
}
export interface LabelStatement extends Placed {
  readonly kind: 'label';
  readonly name: string;
  readonly body: Statement;
}
export interface GotoStatement extends WithEnd {
  readonly kind: 'goto';
  readonly name: string;
}
/** A computed goto. */
export interface JumpStatement extends WithEnd {
  readonly kind: 'jump';
  readonly target: Expression;
}
export interface BreakStatement extends WithEnd {
  readonly kind: 'break';
}
export interface ContinueStatement extends WithEnd {
  readonly kind: 'continue';
}
export interface ReturnStatement extends WithEnd {
  readonly kind: 'return';
  readonly value?: Expression;
}
export interface AsmStatement extends Placed {
  readonly kind: 'asm';
  readonly template: string;
  /** Without operands the template stands as it is: `%` means nothing in it. */
  readonly extended: boolean;
  readonly outputs: readonly AsmOperand[];
  readonly inputs: readonly AsmOperand[];
  readonly clobbers: readonly AsmClobber[];
}
/** What an `asm` changes beside its outputs: a register, `memory` or `cc`. */
export interface AsmClobber extends Placed {
  readonly name: string;
}
export interface AsmOperand {
  readonly name: string | undefined;
  /** What the constraint asks for: a register, a constant, a place in memory, or the register of an output. */
  readonly kind: 'register' | 'constant' | 'memory' | number;
  /** `+`: an output that is read too. */
  readonly both: boolean;
  /** `&`: written before the inputs are read. */
  readonly early: boolean;
  readonly value: Expression;
  readonly span: Span;
}
export interface EmptyStatement extends Placed {
  readonly kind: 'empty';
}

export type Statement =
  | BlockStatement
  | ExpressionStatement
  | DeclareStatement
  | IfStatement
  | WhileStatement
  | DoStatement
  | ForStatement
  | SwitchStatement
  | CaseStatement
  | LabelStatement
  | GotoStatement
  | JumpStatement
  | BreakStatement
  | ContinueStatement
  | ReturnStatement
  | AsmStatement
  | EmptyStatement;
