/**
 * One walk over a function before its code is made: how often each variable is used, where it is in scope, and
 * which expressions disturb temporaries because they contain a call or a fork of control flow.
 */
import type { Expression, FunctionBody, Initialiser, LocalSymbol, Statement } from '../c/ast';
import { isWide, sizeOf } from '../c/types/types';
import { clobberedRegisters } from './clobbers';
import { clearsInline, computesInline, convertsByCall, copiesInline, knownAlignment } from './inline';
import { RA } from './registers';

export interface LocalUse {
  readonly symbol: LocalSymbol;
  /** Uses, those in loops counted more. */
  weight: number;
  /** Positions in the walk between which it is in scope. */
  readonly start: number;
  end: number;
}

export class Usage {
  readonly locals = new Map<LocalSymbol, LocalUse>();
  /** Expressions that contain a call or a fork. */
  readonly disturbing = new Set<Expression>();
  calls = false;
  wide = false;
  /** Part of the stack is taken at run time. */
  movesStack = false;
  /** An array of variable length is declared. */
  variableArrays = false;
  /** With a `goto *`, which comes to labels unseen. */
  computesJumps = false;
  /** Labels that `goto` may go to. */
  readonly labels: string[] = [];
  assembly = false;
  readonly clobbers = new Set<number>();
  /** Compound literals. */
  readonly literals: LocalSymbol[] = [];
  /** Bytes of all variables and literals, as an upper bound. */
  bytes = 0;
  private position = 0;
  private loops = 0;

  constructor(body: FunctionBody) {
    const parameters = body.parameters.map(parameter => this.enter(parameter));
    this.statement(body.block);
    for (const parameter of parameters) parameter.end = Infinity;
  }

  private enter(symbol: LocalSymbol): LocalUse {
    const use = { symbol, weight: 0, start: this.position, end: Infinity };
    this.locals.set(symbol, use);
    this.bytes += sizeOf(symbol.type) + 4;
    if (isWide(symbol.type)) this.wide = true;
    return use;
  }

  private statements(list: readonly Statement[]): void {
    const declared: LocalUse[] = [];
    for (const each of list) {
      this.position++;
      if (each.kind === 'declare' && each.symbol.kind === 'local') declared.push(this.enter(each.symbol));
      this.statement(each);
    }
    this.position++;
    for (const use of declared) use.end = this.position;
  }

  private statement(node: Statement): void {
    switch (node.kind) {
      case 'block':
        return this.statements(node.statements);
      case 'expression':
        return void this.expression(node.value);
      case 'declare':
        return this.declaration(node);
      case 'if':
        return this.ifStatement(node);
      case 'while':
      case 'do':
        return this.loop(() => {
          this.expression(node.condition);
          this.statement(node.body);
        });
      case 'for':
        return this.forStatement(node);
      case 'switch':
        this.expression(node.value);
        return this.statement(node.body);
      case 'label':
        this.labels.push(node.name);
        return this.statement(node.body);
      case 'case':
        return this.statement(node.body);
      case 'return':
        if (node.value) this.expression(node.value);
        if (node.value?.type.kind === 'record') this.copy(node.value);
        return;
      case 'jump':
        this.computesJumps = true;
        return void this.expression(node.target);
      case 'asm':
        return this.asm(node);
      default:
        return;
    }
  }

  private ifStatement(node: Statement & { kind: 'if' }): void {
    let rest: Statement | undefined = node;
    for (; rest?.kind === 'if'; rest = rest.otherwise) {
      this.expression(rest.condition);
      this.statement(rest.then);
    }
    if (rest) this.statement(rest);
  }

  private declaration(node: Statement & { kind: 'declare' }): void {
    if (node.takesStack) this.variableArrays = true;
    if (node.symbol.kind !== 'local' || !node.initialiser) return;
    this.use(node.symbol);
    this.initialiser(node.symbol, node.initialiser);
  }

  private initialiser(symbol: LocalSymbol, initialiser: Initialiser): boolean {
    let disturbs = false;
    if (!clearsInline(symbol.type, initialiser)) disturbs = this.calls = true;
    for (const part of initialiser.parts) {
      if (part.value instanceof Uint8Array) {
        if (!copiesInline(part.value.length, 1)) disturbs = this.calls = true;
      } else {
        disturbs = this.expression(part.value) || disturbs;
        if (part.type.kind === 'record') disturbs = this.copy(part.value) || disturbs;
      }
    }
    return disturbs;
  }

  private loop(body: () => void): void {
    this.loops++;
    body();
    this.loops--;
  }

  private forStatement(node: Statement & { kind: 'for' }): void {
    const body = (): void =>
      this.loop(() => {
        if (node.condition) this.expression(node.condition);
        this.statement(node.body);
        if (node.step) this.expression(node.step);
      });
    const declared: LocalUse[] = [];
    for (const each of node.start) {
      this.position++;
      if (each.kind === 'declare' && each.symbol.kind === 'local') declared.push(this.enter(each.symbol));
      this.statement(each);
    }
    body();
    this.position++;
    for (const use of declared) use.end = this.position;
  }

  private asm(node: Statement & { kind: 'asm' }): void {
    this.assembly = true;
    if (/\b(call|callr|jalr|ra)\b/.test(node.template)) this.clobbers.add(RA);
    for (const operand of [...node.outputs, ...node.inputs]) this.expression(operand.value);
    for (const register of clobberedRegisters(node)) this.clobbers.add(register);
  }

  private use(symbol: LocalSymbol): void {
    const use = this.locals.get(symbol);
    if (use) use.weight += 10 ** Math.min(this.loops, 4);
  }

  /** Whether a copy of this record value is a call. */
  private copy(value: Expression, target = value): boolean {
    const alignment = Math.min(knownAlignment(value), knownAlignment(target));
    if (copiesInline(sizeOf(value.type), alignment)) return false;
    return (this.calls = true);
  }

  /** Walks an expression; true if it disturbs temporaries. */
  private expression(node: Expression): boolean {
    if (isWide(node.type)) this.wide = true;
    const disturbs = this.visit(node);
    if (disturbs) this.disturbing.add(node);
    return disturbs;
  }

  private both(left: Expression, right: Expression): boolean {
    const first = this.expression(left);
    return this.expression(right) || first;
  }

  private visit(node: Expression): boolean {
    switch (node.kind) {
      case 'variable':
        if (node.symbol.kind === 'local') this.use(node.symbol);
        return false;
      case 'member':
      case 'address':
        return this.expression(node.object);
      case 'dereference':
        return this.expression(node.pointer);
      case 'cast':
        return this.converts(node) || this.expression(node.operand);
      case 'negate':
      case 'complement':
      case 'not':
        return this.expression(node.operand);
      case 'binary':
        return this.divides(node) || this.both(node.left, node.right);
      case 'compare':
        return this.comparesFloats(node) || this.both(node.left, node.right);
      case 'shift':
      case 'comma':
      case 'difference':
        return this.both(node.left, node.right);
      case 'offset':
        return this.both(node.pointer, node.index);
      case 'logical':
        this.both(node.left, node.right);
        return true;
      case 'conditional':
        this.expression(node.condition);
        this.both(node.then, node.otherwise);
        return true;
      case 'assign': {
        const disturbs = this.both(node.target, node.value);
        return (node.type.kind === 'record' && this.copy(node.value, node.target)) || disturbs;
      }
      case 'update':
        return this.updates(node) || this.both(node.target, node.value);
      case 'increment':
        return this.incrementDisturbs(node);
      case 'call':
        this.calls = true;
        this.expression(node.callee);
        for (const value of node.parameters) this.argument(value);
        return true;
      case 'literal':
        this.bytes += sizeOf(node.type) + 4;
        this.literals.push(node.symbol);
        return this.initialiser(node.symbol, node.initialiser);
      case 'statements':
        this.statements(inside(node));
        return true;
      case 'alloca':
        this.expression(node.size);
        return (this.calls = this.movesStack = true);
      case 'atomic':
        return node.operands.map(operand => this.expression(operand)).includes(true);
      default:
        return false;
    }
  }

  private argument(value: Expression): void {
    this.expression(value);
    if (value.type.kind === 'record') this.bytes += sizeOf(value.type) + 4;
  }

  /** Notes that something is a call, if it is. */
  private called(isCall: boolean): boolean {
    if (isCall) this.calls = true;
    return isCall;
  }

  private converts({ operand, type }: Expression & { kind: 'cast' }): boolean {
    if (!convertsByCall(operand.type, type)) return false;
    this.expression(operand);
    return this.called(true);
  }

  private incrementDisturbs({ target, type }: Expression & { kind: 'increment' }): boolean {
    const disturbs = this.expression(target);
    return this.called(type.kind === 'float') || disturbs;
  }

  private comparesFloats({ left, right }: Expression & { kind: 'compare' }): boolean {
    if (left.type.kind !== 'float') return false;
    this.both(left, right);
    return this.called(true);
  }

  /** A division of 64-bit numbers is a call, and so is all arithmetic of floating-point numbers. */
  private divides(node: Expression & { kind: 'binary' }): boolean {
    if (computesInline(node.operator, node.type, node.right)) return false;
    this.both(node.left, node.right);
    return (this.calls = true);
  }

  private updates(node: Expression & { kind: 'update' }): boolean {
    const narrowField = isWide(node.type) && !isWide(node.computation);
    if (!narrowField && computesInline(node.operator, node.computation, node.value)) return false;
    this.both(node.target, node.value);
    return (this.calls = true);
  }
}

/** The statements of a statement expression, its value last: the block's variables live until then. */
function inside({ block, value, span }: Expression & { kind: 'statements' }): readonly Statement[] {
  return value ? [...block.statements, { kind: 'expression', value, span, until: span }] : block.statements;
}
