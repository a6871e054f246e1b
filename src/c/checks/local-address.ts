/** Addresses of variables that are gone when the function returns them. */
import type { Expression, FunctionSymbol, LocalSymbol } from '../ast';
import type { Reporter } from '../reporter';
import { says } from './rules';
import { type Visitor, withoutCasts } from './walk';

export const localAddresses = (report: Reporter, { name }: FunctionSymbol): Visitor => ({
  statement(node) {
    if (node.kind !== 'return' || node.value?.type.kind !== 'pointer') return;
    for (const symbol of localsIn(node.value))
      report.say(
        node.value.span,
        says('c-return-local-addr', { name: symbol.name || 'a value in this function', function: name }),
        'make it static, allocate it with malloc, or let the caller pass the address of its own',
      );
  },
});

/** The variables of the function whose addresses a pointer may be. */
function localsIn(value: Expression): LocalSymbol[] {
  const node = withoutCasts(value);
  switch (node.kind) {
    case 'address': {
      const symbol = objectIn(node.object);
      return symbol ? [symbol] : [];
    }
    case 'offset':
      return localsIn(node.pointer);
    case 'comma':
      return localsIn(node.right);
    case 'conditional':
      return [...localsIn(node.then), ...localsIn(node.otherwise)];
    case 'variable':
      // An array of variable length is on the stack too.
      return node.symbol.kind === 'local' && node.symbol.variableArray ? [node.symbol] : [];
    default:
      return [];
  }
}

/** The local variable that an object is, or is part of. */
function objectIn(object: Expression): LocalSymbol | undefined {
  if (object.kind === 'member') return objectIn(object.object);
  if (object.kind === 'literal') return object.symbol;
  return object.kind === 'variable' && object.symbol.kind === 'local' ? object.symbol : undefined;
}
