/**
 * Variables that are used before they have a value. One walk in the order of execution keeps, of each variable without
 * one, how sure that is. Where a condition decided it, what other conditions hold is taken to be thought of.
 */
import type { Expression, FunctionBody, LocalSymbol, Statement } from '../ast';
import type { Reporter } from '../reporter';
import { truthOf } from '../semantics/build';
import { neverReturns } from '../semantics/flow';
import { isScalar } from '../types/types';
import { says } from './rules';
import { childrenOf, operandsOf, valuesOf } from './walk';

/** `maybe` is worth a word; of what is `unknown` nothing is said. A variable with a value is not there. */
type Doubt = 'unset' | 'maybe' | 'unknown';
type State = ReadonlyMap<LocalSymbol, Doubt>;

export function checkUninitialised(report: Reporter, { block }: FunctionBody): void {
  new Walk(report).statement(block);
}

/** What two ways lead to; undefined: a way that nothing comes. `doubt`: what differs becomes that. */
function merged(left: State | undefined, right: State | undefined, doubt: Doubt): State | undefined {
  if (!left || !right) return left ?? right;
  const state = new Map<LocalSymbol, Doubt>();
  for (const symbol of new Set([...left.keys(), ...right.keys()])) {
    const [l, r] = [left.get(symbol), right.get(symbol)];
    if (l === r && l) state.set(symbol, l);
    else state.set(symbol, l === 'unknown' || r === 'unknown' ? 'unknown' : doubt);
  }
  return state;
}

/** Within a condition, and behind a label. */
function doubted(state: State | undefined, from: readonly Doubt[] = ['maybe']): State | undefined {
  if (!state || ![...state.values()].some(doubt => from.includes(doubt))) return state;
  return new Map([...state].map(([symbol, doubt]) => [symbol, from.includes(doubt) ? 'unknown' : doubt]));
}

class Walk {
  private state: State | undefined = new Map();
  /** Where the `break` and `continue` statements of the loop or switch around lead from. */
  private breaks: (State | undefined)[] = [];
  private continues: (State | undefined)[] = [];
  /** At the head of the switch around. */
  private head: State | undefined;

  constructor(private readonly report: Reporter) {}

  statement(node: Statement): void {
    switch (node.kind) {
      case 'block':
        return node.statements.forEach(each => this.statement(each));
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
        this.state = merged(this.head, this.state, 'maybe');
        return this.statement(node.body);
      case 'label':
        this.state = doubted(this.state ?? this.head ?? new Map(), ['unset', 'maybe']);
        return this.statement(node.body);
      case 'break':
        this.breaks.push(this.state);
        break;
      case 'continue':
        this.continues.push(this.state);
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
    this.state = undefined;
  }

  private declare({ symbol, initialiser }: Statement & { kind: 'declare' }): void {
    if (symbol.kind !== 'local') return;
    if (initialiser) {
      // What a variable starts as may not depend on itself, but `int x = x;` says that it is meant.
      this.set(symbol);
      valuesOf(initialiser).forEach(each => this.expression(each));
    } else if (this.state && isScalar(symbol.type) && symbol.name !== '')
      this.state = new Map(this.state).set(symbol, 'unset');
  }

  private set(symbol: LocalSymbol): void {
    if (!this.state?.has(symbol)) return;
    const state = new Map(this.state);
    state.delete(symbol);
    this.state = state;
  }

  private ifStatement(node: Statement & { kind: 'if' }): void {
    let after: State | undefined;
    let rest: Statement | undefined = node;
    let doubt: Doubt = 'maybe';
    for (; rest?.kind === 'if'; rest = rest.otherwise) {
      this.expression(rest.condition);
      const known = truthOf(rest.condition);
      const before = doubted(this.state);
      this.state = known === false ? undefined : before;
      this.statement(rest.then);
      after = merged(after, this.state, doubt);
      this.state = known === true ? undefined : before;
      if (known !== undefined) doubt = 'unknown';
    }
    if (rest) this.statement(rest);
    this.state = merged(after, this.state, doubt);
  }

  private loop(condition: Expression | undefined, body: Statement, step: Expression | undefined): void {
    if (condition) this.expression(condition);
    const endless = condition === undefined || truthOf(condition) === true;
    const missed = endless ? undefined : doubted(this.state);
    this.state = doubted(this.state);
    const breaks = this.within(() => {
      this.statement(body);
      this.continueHere();
      if (step) this.expression(step);
    });
    const ends = endless ? undefined : this.state;
    this.state = [ends, ...breaks].reduce<State | undefined>((l, r) => merged(l, r, 'unknown'), missed);
  }

  private doStatement({ condition, body }: Statement & { kind: 'do' }): void {
    const breaks = this.within(() => {
      this.statement(body);
      this.continueHere();
      this.expression(condition);
    });
    const ends = truthOf(condition) === true ? undefined : this.state;
    this.state = breaks.reduce<State | undefined>((l, r) => merged(l, r, 'unknown'), ends);
  }

  private continueHere(): void {
    this.state = this.continues.reduce<State | undefined>((l, r) => merged(l, r, 'unknown'), this.state);
  }

  private switchStatement({ value, cases, body }: Statement & { kind: 'switch' }): void {
    this.expression(value);
    const outer = { head: this.head, continues: this.continues };
    const head = (this.head = doubted(this.state));
    this.state = undefined;
    const breaks = this.within(() => {
      // A `continue` in it is that of the loop around.
      this.continues = outer.continues;
      this.statement(body);
    });
    this.continues = outer.continues;
    this.head = outer.head;
    const every = cases.some(({ low }) => low === undefined) || value.type.kind === 'enum';
    const missed = every ? undefined : head;
    this.state = breaks.reduce<State | undefined>(
      (l, r) => merged(l, r, 'maybe'),
      merged(this.state, missed, 'maybe'),
    );
  }

  /** Runs the body of a loop or switch, and returns what its `break` statements lead from. */
  private within(body: () => void): readonly (State | undefined)[] {
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
          () => this.expression(node.right),
          () => undefined,
        );
      case 'conditional':
        this.expression(node.condition);
        return this.fork(
          () => this.expression(node.then),
          () => this.expression(node.otherwise),
        );
      case 'statements':
        this.statement(node.block);
        if (node.value) this.expression(node.value);
        return;
      case 'trap':
        this.state = undefined;
        return;
      default:
        operandsOf(node).forEach(each => this.expression(each));
        if (node.kind === 'call' && neverReturns(node.callee)) this.state = undefined;
    }
  }

  private fork(then: () => void, otherwise: () => void): void {
    const before = doubted(this.state);
    this.state = before;
    then();
    const after = this.state;
    this.state = before;
    otherwise();
    this.state = merged(after, this.state, 'unknown');
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
    const doubt = this.state?.get(symbol);
    if (doubt === undefined || doubt === 'unknown') return;
    const { name } = symbol;
    const said = says(doubt === 'unset' ? 'c-uninitialized' : 'c-maybe-uninitialized', { name });
    this.report.say(span, said, undefined, [{ span: symbol.span, message: `'${name}' is declared here` }]);
    this.set(symbol);
  }
}
