/** Calls of the library that write more into an array than it has room for, as far as sizes are constants. */
import { printType } from '../../image';
import type { Expression } from '../ast';
import type { Reporter } from '../reporter';
import { isComplete, sizeOf } from '../types/types';
import { isFlexible } from './bounds';
import { says } from './rules';
import { type Visitor, withoutCasts } from './walk';

type Call = Expression & { kind: 'call' };

/** Which argument is written to, and which says how much: as a number of bytes, or by being a text. */
interface Writes {
  readonly to: number;
  readonly bytes?: number;
  readonly text?: number;
  /** Memory of any kind: the array may stand for all that it is a part of. */
  readonly raw?: boolean;
}

const rows: readonly (Writes & { readonly names: string })[] = [
  { names: 'strcpy strcat stpcpy', to: 0, text: 1 },
  { names: 'memcpy memmove memset', to: 0, bytes: 2, raw: true },
  { names: 'strncpy', to: 0, bytes: 2 },
  { names: 'bzero', to: 0, bytes: 1, raw: true },
  { names: 'snprintf fgets', to: 0, bytes: 1 },
  { names: 'read', to: 1, bytes: 2, raw: true },
];

const writers = new Map(rows.flatMap(row => row.names.split(' ').map(name => [name, row] as const)));

export const overflows = (report: Reporter): Visitor => ({
  expression(node) {
    if (node.kind === 'call') check(report, node);
  },
});

function check(report: Reporter, { callee, parameters }: Call): void {
  if (callee.kind !== 'address' || callee.object.kind !== 'variable') return;
  const { symbol } = callee.object;
  if (symbol.kind !== 'function' || symbol.linkage !== 'external' || symbol.body) return;
  const writes = writers.get(symbol.name);
  const target = writes && parameters[writes.to];
  const array = target && arrayAt(target);
  if (!array || (writes.raw && array.kind !== 'variable')) return;
  const size = sizeWritten(writes, parameters);
  const room = sizeOf(array.type);
  if (size === undefined || size <= room) return;
  const { name } = symbol;
  report.say(array.span, says('c-stringop-overflow', { name, size, type: printType(array.type), room }));
}

/** The array that the argument is the start of; none where what is behind it may belong to it. */
function arrayAt(argument: Expression): Expression | undefined {
  const pointer = withoutCasts(argument);
  if (pointer.kind !== 'address') return undefined;
  const { object } = pointer;
  const { type } = object;
  if (type.kind !== 'array' || type.count === undefined || !isComplete(type)) return undefined;
  return isFlexible(pointer, type.count) ? undefined : object;
}

function sizeWritten({ bytes, text }: Writes, parameters: readonly Expression[]): number | undefined {
  if (bytes !== undefined) {
    const size = parameters[bytes];
    return size?.kind === 'number' ? Number(size.value) : undefined;
  }
  const pointer = text === undefined ? undefined : parameters[text] && withoutCasts(parameters[text]);
  if (pointer?.kind !== 'address' || pointer.object.kind !== 'string') return undefined;
  const end = pointer.object.bytes.indexOf(0);
  return (end < 0 ? pointer.object.bytes.length : end) + 1;
}
