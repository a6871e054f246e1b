/**
 * Names that nothing uses. The parser counts where a name stands, what is folded away or only measured included; the tree
 * shows which of those places only give it a value.
 */
import type { Expression, FunctionBody, FunctionSymbol, LocalSymbol, ObjectSymbol } from '../ast';
import type { Reporter } from '../reporter';
import type { Labels } from '.';
import { type CType, CONST, isVolatile } from '../types/types';
import { says } from './rules';
import type { Visitor } from './walk';

type Variable = LocalSymbol | ObjectSymbol;

/** Collects the variables, for when the function is walked. What `main` takes is not its choice. */
export function unusedLocals(
  report: Reporter,
  { name }: FunctionSymbol,
  { parameters }: FunctionBody,
): Visitor & { readonly check: () => void } {
  const variables = new Set<Variable>(name === 'main' ? [] : parameters);
  const written = new Map<Variable, Set<Expression>>();
  /** A value that nobody takes: what it is given to has it alone. */
  const discarded = (node: Expression): void => {
    if (node.kind === 'comma') return discarded(node.right);
    const target = writtenIn(node);
    if (target) written.set(target, (written.get(target) ?? new Set()).add(node));
  };
  return {
    statement(node) {
      if (node.kind === 'declare' && !isTemporary(node.symbol)) variables.add(node.symbol);
      if (node.kind === 'expression') discarded(node.value);
      if (node.kind === 'for' && node.step) discarded(node.step);
    },
    expression(node) {
      if (node.kind === 'comma') discarded(node.left);
    },
    check() {
      for (const symbol of variables) checkLocal(report, symbol, written.get(symbol)?.size ?? 0);
    },
  };
}

const isTemporary = ({ name }: Variable): boolean => name === '';

/** The variable that an expression gives a value and does nothing else with. */
function writtenIn(node: Expression): Variable | undefined {
  if (node.kind !== 'assign' && node.kind !== 'update' && node.kind !== 'increment') return undefined;
  const { target } = node;
  return target.kind === 'variable' && target.symbol.kind !== 'function' ? target.symbol : undefined;
}

function checkLocal(report: Reporter, symbol: Variable, writes: number): void {
  const { name, span, references = 0, mayBeUnused, type } = symbol;
  if (name === '' || mayBeUnused || type.kind === 'error' || isVolatile(type)) return;
  if (references > writes) return;
  const parameter = symbol.kind === 'local' && symbol.parameter;
  if (references === 0)
    report.say(span, says(parameter ? 'c-unused-parameter' : 'c-unused-variable', { name }));
  else
    report.say(span, says(parameter ? 'c-unused-but-set-parameter' : 'c-unused-but-set-variable', { name }));
}

export function checkUnusedLabels(report: Reporter, labels: Labels): void {
  for (const [name, { defined, uses }] of labels)
    if (defined && uses.length === 0) report.say(defined, says('c-unused-label', { name }));
}

export function checkUnusedFunction(report: Reporter, symbol: FunctionSymbol): void {
  const { name, linkage, inline, used, mayBeUnused, body, section } = symbol;
  if (linkage !== 'internal' || inline || used || mayBeUnused || !body || section !== undefined) return;
  report.say(body.span, says('c-unused-function', { name }));
}

const isConst = (type: CType): boolean =>
  type.kind === 'array' ? isConst(type.element) : (type.qualifiers & CONST) !== 0;

/** A constant may be there for a header's sake. */
export function checkUnusedObject(report: Reporter, symbol: ObjectSymbol): void {
  const { name, span, linkage, references = 0, mayBeUnused, type, section } = symbol;
  if (linkage !== 'internal' || references > 0 || mayBeUnused || section !== undefined) return;
  if (!isConst(type)) report.say(span, says('c-unused-variable', { name }));
}
