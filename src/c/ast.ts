/**
 * The typed tree that parsing leaves and code generation reads: every conversion that C does silently is a
 * `cast` here, every array or function that becomes a pointer an `address`. One node type a kind.
 */
import type { Span } from '../source';
import type { CType, FunctionType, Member } from './types/types';

// Symbols

export type Linkage = 'external' | 'internal' | 'none';

/** A variable with a fixed address: a global, or a static of a file or function. */
export interface ObjectSymbol {
  readonly kind: 'object';
  readonly name: string;
  type: CType;
  readonly span: Span;
  readonly linkage: Linkage;
  /** Its name in assembly. */
  label: string;
  /** `extern` alone does not define; a tentative definition does at the end of the file. */
  state: 'declared' | 'tentative' | 'defined';
  initialiser?: Initialiser;
  alignment?: number;
  section?: string;
  weak?: boolean;
}

/** A variable in the frame of a function. */
export interface LocalSymbol {
  readonly kind: 'local';
  readonly name: string;
  type: CType;
  readonly span: Span;
  readonly parameter: boolean;
  /** Must have an address, so it cannot live in a register. */
  addressed: boolean;
  /** Where it lives, set by code generation. */
  home?: Home;
}

export type Home =
  | { readonly kind: 'register'; readonly register: number }
  /** Bytes from the base register of the frame. */
  | { readonly kind: 'frame'; readonly offset: number };

export interface FunctionSymbol {
  readonly kind: 'function';
  readonly name: string;
  type: FunctionType;
  readonly span: Span;
  linkage: Linkage;
  label: string;
  inline: boolean;
  noReturn: boolean;
  weak?: boolean;
  section?: string;
  body?: FunctionBody;
  /** Something refers to it, so that an inline function is worth its code. */
  used: boolean;
}

export interface TypedefSymbol {
  readonly kind: 'typedef';
  readonly name: string;
  readonly type: CType;
  readonly span: Span;
}

export interface EnumeratorSymbol {
  readonly kind: 'enumerator';
  readonly name: string;
  readonly type: CType;
  readonly value: number;
  readonly span: Span;
}

export type NamedSymbol = ObjectSymbol | LocalSymbol | FunctionSymbol | TypedefSymbol | EnumeratorSymbol;

export interface FunctionBody {
  /** The name in the definition. */
  readonly span: Span;
  readonly parameters: readonly LocalSymbol[];
  readonly block: BlockStatement;
  /** Statics of the function, which are emitted with it. */
  readonly statics: readonly ObjectSymbol[];
}

/** A file, parsed. */
export interface Program {
  readonly objects: readonly ObjectSymbol[];
  readonly functions: readonly FunctionSymbol[];
  /** `asm` at file level. */
  readonly assembly: readonly { readonly text: string; readonly span: Span }[];
}

// Initialisers

/** What the parts of an object start as; bytes that no part names are zero. */
export interface Initialiser {
  readonly parts: readonly InitialiserPart[];
}

export interface InitialiserPart {
  /** Bytes from the start of the object. */
  readonly offset: number;
  readonly type: CType;
  readonly bit?: Member['bit'];
  /** An expression of the part's type, or the bytes of a character array. */
  readonly value: Expression | Uint8Array;
}

// Expressions

interface Node {
  readonly type: CType;
  readonly span: Span;
}

export interface NumberExpression extends Node {
  readonly kind: 'number';
  /** Within the range of the type. */
  readonly value: bigint;
}
/** A floating-point number, which only a dialect takes. */
export interface RealExpression extends Node {
  readonly kind: 'real';
  readonly value: number;
}
export interface StringExpression extends Node {
  readonly kind: 'string';
  /** With the terminator. */
  readonly bytes: Uint8Array;
}
export interface VariableExpression extends Node {
  readonly kind: 'variable';
  readonly symbol: ObjectSymbol | LocalSymbol | FunctionSymbol;
}
export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly member: Member;
}
export interface DereferenceExpression extends Node {
  readonly kind: 'dereference';
  readonly pointer: Expression;
}
export interface AddressExpression extends Node {
  readonly kind: 'address';
  readonly object: Expression;
}
export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly operand: Expression;
}
export interface NegateExpression extends Node {
  readonly kind: 'negate';
  readonly operand: Expression;
}
export interface ComplementExpression extends Node {
  readonly kind: 'complement';
  readonly operand: Expression;
}
export interface NotExpression extends Node {
  readonly kind: 'not';
  readonly operand: Expression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^';
export type ShiftOperator = '<<' | '>>';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Both operands have the type of the result. */
export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** The count is a word. */
export interface ShiftExpression extends Node {
  readonly kind: 'shift';
  readonly operator: ShiftOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** Both operands have one type. */
export interface CompareExpression extends Node {
  readonly kind: 'compare';
  readonly operator: CompareOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** `pointer + index` in units of `scale` bytes; the index is a word. */
export interface OffsetExpression extends Node {
  readonly kind: 'offset';
  readonly pointer: Expression;
  readonly index: Expression;
  readonly scale: number;
}
/** `left - right` of pointers, in units of `scale` bytes. */
export interface DifferenceExpression extends Node {
  readonly kind: 'difference';
  readonly left: Expression;
  readonly right: Expression;
  readonly scale: number;
}
export interface LogicalExpression extends Node {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly left: Expression;
  readonly right: Expression;
}
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface CommaExpression extends Node {
  readonly kind: 'comma';
  readonly left: Expression;
  readonly right: Expression;
}
export interface AssignExpression extends Node {
  readonly kind: 'assign';
  readonly target: Expression;
  readonly value: Expression;
}
/** `target operator= value`, computed in the type `computation`; for a pointer `value` counts bytes. */
export interface UpdateExpression extends Node {
  readonly kind: 'update';
  readonly operator: ArithmeticOperator | ShiftOperator;
  readonly target: Expression;
  readonly value: Expression;
  readonly computation: CType;
}
/** `++` and `--`; `by` counts bytes for a pointer. */
export interface IncrementExpression extends Node {
  readonly kind: 'increment';
  readonly target: Expression;
  readonly by: number;
  readonly postfix: boolean;
}
export interface CallExpression extends Node {
  readonly kind: 'call';
  /** A pointer to a function. */
  readonly callee: Expression;
  readonly parameters: readonly Expression[];
}
/** A compound literal within a function: a nameless variable that is initialised here. */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly symbol: LocalSymbol;
  readonly initialiser: Initialiser;
}
/** The address of the argument word after the named ones, for `va_start`. */
export interface ArgumentsExpression extends Node {
  readonly kind: 'arguments';
  readonly word: number;
}
/** GNU's `({ … })`: the value is that of the last statement, if that is an expression. */
export interface StatementsExpression extends Node {
  readonly kind: 'statements';
  readonly block: BlockStatement;
  readonly value?: Expression;
}
/** One atomic instruction; `operands` are an address and one or two words. */
export interface AtomicExpression extends Node {
  readonly kind: 'atomic';
  readonly operation: 'xchg' | 'fetchadd' | 'cas';
  readonly operands: readonly Expression[];
}
/** `__builtin_trap()`. */
export interface TrapExpression extends Node {
  readonly kind: 'trap';
}
/** What could not be typed; silent, since what is wrong with it has been said. */
export interface ErrorExpression extends Node {
  readonly kind: 'error';
  /** What has been read of an expression that breaks off. */
  readonly broken?: BrokenExpression;
}
/** `object.` or `object->` without a name, or a call whose arguments do not end. */
export type BrokenExpression =
  | { readonly kind: 'member'; readonly object: Expression; readonly arrow: boolean }
  | { readonly kind: 'call'; readonly callee: Expression; readonly parameters: readonly Expression[] };

export type Expression =
  | NumberExpression
  | RealExpression
  | StringExpression
  | VariableExpression
  | MemberExpression
  | DereferenceExpression
  | AddressExpression
  | CastExpression
  | NegateExpression
  | ComplementExpression
  | NotExpression
  | BinaryExpression
  | ShiftExpression
  | CompareExpression
  | OffsetExpression
  | DifferenceExpression
  | LogicalExpression
  | ConditionalExpression
  | CommaExpression
  | AssignExpression
  | UpdateExpression
  | IncrementExpression
  | CallExpression
  | LiteralExpression
  | ArgumentsExpression
  | StatementsExpression
  | AtomicExpression
  | TrapExpression
  | ErrorExpression;

// Statements

interface Placed {
  readonly span: Span;
}

export interface BlockStatement extends Placed {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  /** The closing brace. */
  readonly end: Span;
}
export interface ExpressionStatement extends Placed {
  readonly kind: 'expression';
  readonly value: Expression;
}
/** Starts the life of a local variable, or names a static one for the debugger. */
export interface DeclareStatement extends Placed {
  readonly kind: 'declare';
  readonly symbol: LocalSymbol | ObjectSymbol;
  readonly initialiser?: Initialiser;
}
export interface IfStatement extends Placed {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise?: Statement;
}
export interface WhileStatement extends Placed {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement;
}
export interface DoStatement extends Placed {
  readonly kind: 'do';
  readonly condition: Expression;
  readonly body: Statement;
}
export interface ForStatement extends Placed {
  readonly kind: 'for';
  readonly start: readonly Statement[];
  readonly condition?: Expression;
  readonly step?: Expression;
  readonly body: Statement;
}
export interface SwitchStatement extends Placed {
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
export interface GotoStatement extends Placed {
  readonly kind: 'goto';
  readonly name: string;
}
export interface BreakStatement extends Placed {
  readonly kind: 'break';
}
export interface ContinueStatement extends Placed {
  readonly kind: 'continue';
}
export interface ReturnStatement extends Placed {
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
  | BreakStatement
  | ContinueStatement
  | ReturnStatement
  | AsmStatement
  | EmptyStatement;
