/** Whether the end of a function can be reached: what `return` has to come before (C99 6.9.1 paragraph 12). */
import type { BlockStatement, CaseStatement, Expression, Statement } from '../ast';
import { operandsOf } from '../checks/walk';
import { truthOf } from './build';

/** Is told of each case, and of the statement before it where that runs on into it. */
export type CaseListener = (node: CaseStatement, before: Statement | undefined) => void;

/** Whether execution can run into the closing brace. Conditions count as either, unless they are constants. */
export function completes(block: BlockStatement, listener?: CaseListener): boolean {
  const flow = new Flow(listener);
  flow.statement(block);
  return flow.reachable;
}

/** One walk in the order of execution; a label can be reached from anywhere. */
class Flow {
  reachable = true;
  /** Whether a `break` or `continue` of the loops and switches around was reached. */
  private broken = false;
  private continued = false;
  /** The statement before the one that is walked, in its block; none behind a label or where it does nothing. */
  private last: Statement | undefined;

  constructor(private readonly onCase?: CaseListener) {}

  statement(node: Statement): void {
    switch (node.kind) {
      case 'block':
        this.last = undefined;
        for (const each of node.statements) {
          this.statement(each);
          this.last = doesNothing(each) ? undefined : each;
        }
        return;
      case 'expression':
        return this.expression(node.value);
      case 'declare':
        for (const { value } of node.initialiser?.parts ?? [])
          if (!(value instanceof Uint8Array)) this.expression(value);
        return;
      case 'if':
        return this.ifStatement(node);
      case 'while':
        return this.loop(node.condition, node.body);
      case 'do':
        return this.doStatement(node);
      case 'for':
        node.start.forEach(each => this.statement(each));
        return this.loop(node.condition, node.body);
      case 'switch':
        return this.switchStatement(node);
      case 'case':
        this.onCase?.(node, this.reachable ? this.last : undefined);
        this.last = undefined;
        this.reachable = true;
        return this.statement(node.body);
      case 'label':
        this.reachable = true;
        return this.statement(node.body);
      case 'break':
        this.broken ||= this.reachable;
        break;
      case 'continue':
        this.continued ||= this.reachable;
        break;
      case 'jump':
        this.expression(node.target);
        break;
      case 'goto':
      case 'return':
        break;
      case 'asm':
      case 'empty':
        return;
    }
    this.reachable = false;
  }

  /** A chain of `else if` is walked, not descended into: it may be long. */
  private ifStatement(node: Statement & { kind: 'if' }): void {
    let after = false;
    let rest: Statement | undefined = node;
    for (; rest?.kind === 'if'; rest = rest.otherwise) {
      this.expression(rest.condition);
      const before = this.reachable;
      const known = truthOf(rest.condition);
      this.reachable = before && known !== false;
      this.statement(rest.then);
      after ||= this.reachable;
      this.reachable = before && known !== true;
    }
    if (rest) this.statement(rest);
    this.reachable ||= after;
  }

  private fork(condition: Expression, then: () => void, otherwise: () => void): void {
    this.expression(condition);
    const before = this.reachable;
    const known = truthOf(condition);
    this.reachable = before && known !== false;
    then();
    const after = this.reachable;
    this.reachable = before && known !== true;
    otherwise();
    this.reachable ||= after;
  }

  /** `while` and `for`: the end is reached when the condition is false, or by `break`. */
  private loop(condition: Expression | undefined, body: Statement): void {
    if (condition) this.expression(condition);
    const before = this.reachable;
    const { broken } = this.within(() => this.statement(body));
    const endless = condition === undefined || truthOf(condition) === true;
    this.reachable = broken || (before && !endless);
  }

  private doStatement({ condition, body }: Statement & { kind: 'do' }): void {
    const { broken, continued } = this.within(() => this.statement(body));
    this.reachable ||= continued;
    this.expression(condition);
    this.reachable = broken || (this.reachable && truthOf(condition) !== true);
  }

  private switchStatement({ value, cases, body }: Statement & { kind: 'switch' }): void {
    this.expression(value);
    const missed = this.reachable && !cases.some(({ low }) => low === undefined);
    this.reachable = false;
    const outer = this.continued;
    const { broken, continued } = this.within(() => this.statement(body));
    this.continued = outer || continued;
    this.reachable ||= broken || missed;
  }

  /** Runs the body of a loop or switch and returns which ways out of it were taken. */
  private within(body: () => void): { broken: boolean; continued: boolean } {
    const outer = { broken: this.broken, continued: this.continued };
    this.broken = this.continued = false;
    body();
    const { broken, continued } = this;
    Object.assign(this, outer);
    return { broken, continued };
  }

  /** Evaluates an expression: after a call that never comes back nothing is reached. */
  private expression(node: Expression): void {
    switch (node.kind) {
      case 'logical':
        this.expression(node.left);
        return;
      case 'conditional':
        return this.fork(
          node.condition,
          () => this.expression(node.then),
          () => this.expression(node.otherwise),
        );
      case 'statements':
        this.statement(node.block);
        if (node.value) this.expression(node.value);
        return;
      case 'trap':
        this.reachable = false;
        return;
      default:
        operandsOf(node).forEach(each => this.expression(each));
        if (node.kind === 'call' && neverReturns(node.callee)) this.reachable = false;
    }
  }
}

function doesNothing(node: Statement): boolean {
  let inner = node;
  while (inner.kind === 'case' || inner.kind === 'label') inner = inner.body;
  return inner.kind === 'empty';
}

export function neverReturns(callee: Expression): boolean {
  if (callee.kind !== 'address' || callee.object.kind !== 'variable') return false;
  return callee.object.symbol.kind === 'function' && callee.object.symbol.noReturn;
}
