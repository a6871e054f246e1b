/** Variables that one expression changes and uses, where C leaves open what comes first (C99 6.5 paragraph 2): `i = i++`. */
import type { Expression, LocalSymbol, ObjectSymbol } from '../ast';
import type { Reporter } from '../reporter';
import { says } from './rules';
import { type Visitor, childrenOf, expressionsOf } from './walk';

type Variable = LocalSymbol | ObjectSymbol;

/** What an expression does to variables. */
interface Uses {
  readonly reads: Set<Variable>;
  readonly changes: Set<Variable>;
  /** Of the changes those that need not have happened when the value is there. */
  readonly open: Set<Variable>;
}

export const sequences = (report: Reporter): Visitor => ({
  statement(node) {
    for (const each of expressionsOf(node)) new Sequence(report).usesOf(each);
  },
});

class Sequence {
  private readonly told = new Set<Variable>();

  constructor(private readonly report: Reporter) {}

  usesOf(node: Expression): Uses {
    switch (node.kind) {
      case 'variable':
        return node.symbol.kind === 'function' ? nothing() : { ...nothing(), reads: new Set([node.symbol]) };
      case 'address':
        return node.object.kind === 'variable' ? nothing() : this.usesOf(node.object);
      case 'increment':
        return this.change(node, node.target, nothing());
      case 'assign':
      case 'update':
        return this.change(node, node.target, this.usesOf(node.value));
      case 'comma':
      case 'logical':
        return inOrder(this.usesOf(node.left), this.usesOf(node.right));
      case 'conditional': {
        const arms = join(this.usesOf(node.then), this.usesOf(node.otherwise));
        return inOrder(this.usesOf(node.condition), arms);
      }
      case 'call':
        return { ...this.unordered(node), open: new Set() };
      // Its statements are told of by themselves, and in order.
      case 'statements':
      case 'literal':
        return nothing();
      default:
        return this.unordered(node);
    }
  }

  /** The operands come in any order. */
  private unordered(node: Expression): Uses {
    return childrenOf(node)
      .map(each => this.usesOf(each))
      .reduce((before, next) => {
        this.compare(node, before, next);
        return join(before, next);
      }, nothing());
  }

  private change(node: Expression, target: Expression, value: Uses): Uses {
    const variable =
      target.kind === 'variable' && target.symbol.kind !== 'function' ? target.symbol : undefined;
    if (!variable) {
      const place = this.usesOf(target);
      this.compare(node, place, value);
      return join(place, value);
    }
    if (value.open.has(variable)) this.tell(node, variable);
    value.changes.add(variable);
    value.open.add(variable);
    return value;
  }

  private compare(node: Expression, left: Uses, right: Uses): void {
    const [first, second] = left.changes.size <= right.changes.size ? [left, right] : [right, left];
    for (const each of first.changes)
      if (second.changes.has(each) || second.reads.has(each)) this.tell(node, each);
    for (const each of second.changes) if (first.reads.has(each)) this.tell(node, each);
  }

  private tell({ span }: Expression, variable: Variable): void {
    if (variable.name === '' || this.told.has(variable)) return;
    this.told.add(variable);
    this.report.say(span, says('c-sequence-point', { name: variable.name }));
  }
}

const nothing = (): Uses => ({ reads: new Set(), changes: new Set(), open: new Set() });

/** Takes the second into the first. */
function join(first: Uses, second: Uses): Uses {
  for (const each of second.reads) first.reads.add(each);
  for (const each of second.changes) first.changes.add(each);
  for (const each of second.open) first.open.add(each);
  return first;
}

/** All of the first has happened before the second begins. */
const inOrder = (first: Uses, second: Uses): Uses => ({ ...join(first, second), open: second.open });
