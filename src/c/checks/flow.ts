/**
 * One walk through a function in the order of execution: whether its end can be reached (what `return` has to come before, C99 6.9.1
 * paragraph 12), what runs on into a `case`, and which variables are used before they have a value. Conditions count as either, unless
 * they are constants. Where a condition decided about a value, what other conditions hold is taken to be thought of.
 */
import type { BlockStatement, CaseStatement, Expression, LocalSymbol, Statement } from '../ast';
import type { Reporter } from '../reporter';
import { truthOf } from '../semantics/build';
import { isScalar } from '../types/types';
import { type Doubt, type Way, doubted, merged } from './doubts';
import { says } from './rules';
import { childrenOf, operandsOf, valuesOf } from './walk';

/** Is told of each case, and of the statement before it where that runs on into it. */
export type CaseListener = (node: CaseStatement, before: Statement | undefined) => void;

/** Says what is used without a value, and returns whether execution can run into the closing brace. */
export function completes(report: Reporter, block: BlockStatement, listener: CaseListener): boolean {
  const flow = new Flow(report, listener);
  flow.statement(block);
  return flow.isReachable;
}

class Flow {
  private way: Way | undefined = { doubts: new Map() };
  /** Where the `break` and `continue` statements of the loop or switch around lead from. */
  private breaks: (Way | undefined)[] = [];
  private continues: (Way | undefined)[] = [];
  /** At the head of the switch around. */
  private head: Way | undefined;
  /** The statement before the one that is walked, in its block; none behind a case or where it does nothing. */
  private last: Statement | undefined;

  constructor(
    private readonly report: Reporter,
    private readonly onCase: CaseListener,
  ) {}

  get isReachable(): boolean {
    return this.way !== undefined;
  }

  statement(node: Statement): void {
    switch (node.kind) {
      case 'block':
        return this.block(node);
      case 'expression':
        return this.expression(node.value);
      case 'declare':
        return this.declare(node);
      case 'if':
        return this.ifStatement(node);
      case 'while':
        return this.loop(node.condition, node.body, undefined);
      case 'for':
        node.start.forEach(each => this.statement(each));
        return this.loop(node.condition, node.body, node.step);
      case 'do':
        return this.doStatement(node);
      case 'switch':
        return this.switchStatement(node);
      case 'case':
        this.onCase(node, this.way && this.last);
        this.last = undefined;
        this.way = merged(this.head, this.way, 'maybe') ?? { doubts: undefined };
        return this.statement(node.body);
      case 'label':
        this.way = doubted({ doubts: this.way?.doubts ?? this.head?.doubts ?? new Map() }, [
          'unset',
          'maybe',
        ]);
        return this.statement(node.body);
      case 'break':
        this.breaks.push(this.way);
        break;
      case 'continue':
        this.continues.push(this.way);
        break;
      case 'jump':
        this.expression(node.target);
        break;
      case 'return':
        if (node.value) this.expression(node.value);
        break;
      case 'goto':
        break;
      case 'asm':
        for (const { value } of node.inputs) this.expression(value);
        for (const { value, both } of node.outputs) this.output(value, both);
        return;
      case 'empty':
        return;
    }
    this.way = undefined;
  }

  private block({ statements }: BlockStatement): void {
    this.last = undefined;
    for (const each of statements) {
      this.statement(each);
      this.last = doesNothing(each) ? undefined : each;
    }
  }

  private declare({ symbol, initialiser }: Statement & { kind: 'declare' }): void {
    if (symbol.kind !== 'local') return;
    if (initialiser) {
      // What a variable starts as may not depend on itself, but `int x = x;` says that it is meant.
      this.set(symbol);
      valuesOf(initialiser).forEach(each => this.expression(each));
    } else if (this.way?.doubts && isScalar(symbol.type) && symbol.name !== '')
      this.way = { doubts: new Map(this.way.doubts).set(symbol, 'unset') };
  }

  private set(symbol: LocalSymbol): void {
    if (!this.way?.doubts?.has(symbol)) return;
    const doubts = new Map(this.way.doubts);
    doubts.delete(symbol);
    this.way = { doubts };
  }

  private ifStatement(node: Statement & { kind: 'if' }): void {
    let after: Way | undefined;
    let rest: Statement | undefined = node;
    let doubt: Doubt = 'maybe';
    for (; rest?.kind === 'if'; rest = rest.otherwise) {
      this.expression(rest.condition);
      const known = truthOf(rest.condition);
      const before = doubted(this.way);
      this.way = known === false ? undefined : before;
      this.statement(rest.then);
      after = merged(after, this.way, doubt);
      this.way = known === true ? undefined : before;
      if (known !== undefined) doubt = 'unknown';
    }
    if (rest) this.statement(rest);
    this.way = merged(after, this.way, doubt);
  }

  private loop(condition: Expression | undefined, body: Statement, step: Expression | undefined): void {
    if (condition) this.expression(condition);
    const endless = condition === undefined || truthOf(condition) === true;
    const missed = endless ? undefined : doubted(this.way);
    this.way = doubted(this.way);
    const breaks = this.within(() => {
      this.statement(body);
      this.continueHere();
      if (step) this.expression(step);
    });
    const ends = endless ? undefined : this.way;
    this.way = [ends, ...breaks].reduce((l, r) => merged(l, r, 'unknown'), missed);
  }

  private doStatement({ condition, body }: Statement & { kind: 'do' }): void {
    const breaks = this.within(() => {
      this.statement(body);
      this.continueHere();
      this.expression(condition);
    });
    const ends = truthOf(condition) === true ? undefined : this.way;
    this.way = breaks.reduce((l, r) => merged(l, r, 'unknown'), ends);
  }

  private continueHere(): void {
    this.way = this.continues.reduce((l, r) => merged(l, r, 'unknown'), this.way);
  }

  private switchStatement({ value, cases, body }: Statement & { kind: 'switch' }): void {
    this.expression(value);
    const outer = { head: this.head, continues: this.continues };
    const head = (this.head = doubted(this.way));
    this.way = undefined;
    const breaks = this.within(() => {
      // A `continue` in it is that of the loop around.
      this.continues = outer.continues;
      this.statement(body);
    });
    this.continues = outer.continues;
    this.head = outer.head;
    const after = merged(this.way, missedBy(cases, value, head), 'maybe');
    this.way = breaks.reduce((l, r) => merged(l, r, 'maybe'), after);
  }

  /** Runs the body of a loop or switch, and returns what its `break` statements lead from. */
  private within(body: () => void): readonly (Way | undefined)[] {
    const outer = { breaks: this.breaks, continues: this.continues };
    this.breaks = [];
    this.continues = [];
    body();
    const { breaks } = this;
    Object.assign(this, outer);
    return breaks;
  }

  /** Evaluates an expression. */
  private expression(node: Expression): void {
    switch (node.kind) {
      case 'variable':
        if (node.symbol.kind === 'local') this.use(node.symbol, node);
        return;
      case 'address':
        return this.takeAddress(node.object);
      case 'assign':
        this.target(node.target);
        this.expression(node.value);
        return this.assigned(node.target);
      case 'logical':
        this.expression(node.left);
        return this.fork(
          undefined,
          () => this.expression(node.right),
          () => undefined,
        );
      case 'conditional':
        this.expression(node.condition);
        return this.fork(
          truthOf(node.condition),
          () => this.expression(node.then),
          () => this.expression(node.otherwise),
        );
      case 'statements':
        this.statement(node.block);
        if (node.value) this.expression(node.value);
        return;
      case 'trap':
        this.way = undefined;
        return;
      default:
        operandsOf(node).forEach(each => this.expression(each));
        if (node.kind === 'call' && neverReturns(node.callee)) this.way = undefined;
    }
  }

  /** `known`: what the condition always is. */
  private fork(known: boolean | undefined, then: () => void, otherwise: () => void): void {
    const before = doubted(this.way);
    this.way = known === false ? undefined : before;
    then();
    const after = this.way;
    this.way = known === true ? undefined : before;
    otherwise();
    this.way = merged(after, this.way, 'unknown');
  }

  /** Whoever has the address may give it a value. */
  private takeAddress(object: Expression): void {
    if (object.kind === 'variable') this.assigned(object);
    else if (object.kind === 'member') this.takeAddress(object.object);
    else this.expression(object);
  }

  /** What has to be known of a place before something is put there. */
  private target(node: Expression): void {
    if (node.kind === 'variable') return;
    if (node.kind === 'member') return this.target(node.object);
    childrenOf(node).forEach(each => this.expression(each));
  }

  private assigned(target: Expression): void {
    if (target.kind === 'variable' && target.symbol.kind === 'local') this.set(target.symbol);
  }

  private output(value: Expression, both: boolean): void {
    if (both) this.expression(value);
    else this.target(value);
    this.assigned(value);
  }

  /** Each variable is spoken of once. */
  private use(symbol: LocalSymbol, { span }: Expression): void {
    const doubt = this.way?.doubts?.get(symbol);
    if (doubt === undefined || doubt === 'unknown') return;
    const { name } = symbol;
    const said = says(doubt === 'unset' ? 'c-uninitialized' : 'c-maybe-uninitialized', { name });
    this.report.say(span, said, undefined, [{ span: symbol.span, message: `'${name}' is declared here` }]);
    this.set(symbol);
  }
}

/** The way past all cases. Nobody warns of a variable that only a value outside of the enumeration would leave without one. */
function missedBy(
  cases: Extract<Statement, { kind: 'switch' }>['cases'],
  value: Expression,
  head: Way | undefined,
): Way | undefined {
  if (cases.some(({ low }) => low === undefined)) return undefined;
  return head && value.type.kind === 'enum' ? { doubts: undefined } : head;
}

function doesNothing(node: Statement): boolean {
  let inner = node;
  while (inner.kind === 'case' || inner.kind === 'label') inner = inner.body;
  return inner.kind === 'empty';
}

function neverReturns(callee: Expression): boolean {
  if (callee.kind !== 'address' || callee.object.kind !== 'variable') return false;
  return callee.object.symbol.kind === 'function' && callee.object.symbol.noReturn;
}
