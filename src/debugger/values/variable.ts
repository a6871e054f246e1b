/** Values as variables: text, type, children on demand, and a way to set them. */
import { useOf } from '../../events';
import {
  type CType,
  type RecordDefinition,
  allMembers,
  isCharacter,
  isScalar,
  printType,
  sizeOf,
} from '../../image';
import type { ChildrenRequest, SourcePlace, ValueFormat, Variable } from '../api';
import { valueText } from './format';
import type { ValueContext } from './uses';
import { type Value, memberOf, memoryPlace, partOf, readScalar } from './value';

export interface VariableContext extends ValueContext {
  /** The source of the code at an address. */
  codePlace(address: number): SourcePlace | undefined;
  /** Stores what a user enters for a value: a C expression in the frame. */
  enter(target: Value, text: string): void;
}

/** So many elements of an array come where nobody says how many. */
const mostChildren = 10_000;

export function variableOf(
  name: string,
  value: Value,
  context: VariableContext,
  format: ValueFormat = {},
  evaluateName?: string,
): Variable {
  const { type } = value;
  const parts = partsOf(value, context);
  const word = wordOf(value);
  const memory = memoryOf(value, word, context);
  const code = codeAddress(value, word);
  const codePlace = code === undefined ? undefined : context.codePlace(code);
  const settable = value.place.write !== undefined && (isScalar(type) || isCharacters(type));
  const variable: Writable<Variable> = {
    name,
    value: valueText(value, context, format),
    type: printType(type),
    pid: context.space.pid,
    home: value,
  };
  if (parts) variable.children = request => parts.list(request, format, evaluateName);
  if (parts?.indexed !== undefined) variable.indexed = parts.indexed;
  if (parts?.named !== undefined) variable.named = parts.named;
  if (memory !== undefined) variable.memory = memory;
  if (codePlace) variable.codePlace = codePlace;
  if (type.kind === 'function') variable.kind = 'method';
  else {
    variable.size = sizeOf(type);
    if (value.place.address !== undefined) variable.address = value.place.address;
  }
  if (evaluateName !== undefined)
    variable.evaluateName = format.as === undefined ? evaluateName : `${evaluateName},${format.as}`;
  if (settable)
    variable.set = text => {
      context.enter(value, text);
      return variableOf(name, value, context, format, evaluateName);
    };
  else variable.readonly = true;
  return variable;
}

/** The variables that a value has in it, without one of its own. */
export const childrenOf = (
  value: Value,
  context: VariableContext,
  format: ValueFormat,
  path?: string,
): Variable[] => partsOf(value, context)?.list(format, format, path) ?? [];

/** As it is made, member by member: a stop has hundreds of them. */
type Writable<Made> = { -readonly [Name in keyof Made]: Made[Name] };

/** The same, and again when it is set, but for what it says beside its value. */
export function changed(variable: Variable, change: (variable: Variable) => Variable): Variable {
  const { set } = variable;
  return { ...change(variable), ...(set && { set: text => changed(set(text), change) }) };
}

const isCharacters = (type: CType): boolean => type.kind === 'array' && isCharacter(type.element);

/** Of a number that may be an address. */
function wordOf(value: Value): number | undefined {
  const use = useOf(value.type);
  if (use !== 'word' && use !== 'address') return undefined;
  const scalar = readScalar(value);
  return scalar === undefined ? undefined : Number(scalar) >>> 0;
}

/** What a memory view of the variable starts with. */
function memoryOf(value: Value, word: number | undefined, { space }: ValueContext): number | undefined {
  const { type } = value;
  if (word !== undefined && space.has(word)) return word;
  if (type.kind === 'pointer') {
    const target = readScalar(value);
    return target ? Number(target) : undefined;
  }
  return isScalar(type) ? undefined : value.place.address;
}

/** Of a function, or of a pointer to one. */
function codeAddress(value: Value, word: number | undefined): number | undefined {
  const { type, place } = value;
  if (type.kind === 'function') return place.address;
  if (word !== undefined) return word;
  if (type.kind !== 'pointer' || type.target.kind !== 'function') return undefined;
  const target = readScalar(value);
  return target === undefined ? undefined : Number(target);
}

interface Parts {
  readonly indexed?: number;
  readonly named?: number;
  list(request: ChildrenRequest | undefined, format: ValueFormat, path: string | undefined): Variable[];
}

function partsOf(value: Value, context: VariableContext): Parts | undefined {
  const { type, place } = value;
  // What has no value has no parts that have one.
  if (place.absent !== undefined) return undefined;
  if (type.kind === 'array') return elements(value, type.element, type.count ?? 0, context);
  if (type.kind === 'record') return members(value, type.definition, '.', context);
  if (type.kind !== 'pointer') return undefined;
  const target = pointed(value, type.target, context);
  if (!target) return undefined;
  if (target.type.kind === 'record') return members(target, target.type.definition, '->', context);
  return {
    named: 1,
    list: (request, format, path) => [
      variableOf(
        path === undefined ? '*' : `*${path}`,
        target,
        context,
        { ...format, ...request },
        path && `*${operand(path)}`,
      ),
    ],
  };
}

/** What a pointer points to, if there is anything to show. */
function pointed(value: Value, target: CType, context: VariableContext): Value | undefined {
  const address = readScalar(value);
  if (!address || sizeOf(target) === 0) return undefined;
  if (!context.space.has(Number(address))) return undefined;
  return { type: target, place: memoryPlace(context.space, Number(address)) };
}

function members(
  value: Value,
  definition: RecordDefinition,
  operator: '.' | '->',
  context: VariableContext,
): Parts | undefined {
  const list = allMembers(definition);
  if (list.length === 0) return undefined;
  return {
    named: list.length,
    list: (request, format, path) =>
      list.map(member =>
        variableOf(
          member.name,
          memberOf(value, member),
          context,
          { ...format, ...request },
          path && `${operand(path)}${operator}${member.name}`,
        ),
      ),
  };
}

function elements(value: Value, element: CType, count: number, context: VariableContext): Parts | undefined {
  const size = sizeOf(element);
  if (count === 0 || size === 0) return undefined;
  return {
    indexed: count,
    list(request = {}, format, path) {
      const start = Math.max(0, request.start ?? 0);
      const end = Math.min(count, start + (request.count || mostChildren));
      return Array.from({ length: Math.max(0, end - start) }, (_, at) =>
        variableOf(
          `[${start + at}]`,
          { type: element, place: partOf(value.place, (start + at) * size) },
          context,
          { ...format, ...request },
          path && `${operand(path)}[${start + at}]`,
        ),
      );
    },
  };
}

/** An expression that a postfix or unary operator can be put to. */
const operand = (path: string): string =>
  /^[\w$:.[\]]+$|^[\w$:.[\]>-]+$/.test(path) && !path.startsWith('-') ? path : `(${path})`;
