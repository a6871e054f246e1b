/** What a function has returned that a step out has left: it stands in registers that its caller has not used yet. */
import { isComplete } from '../image';
import { roles } from '../isa';
import type { Session } from '../session';
import type { VariableScope } from './api';
import type { Left } from './run/requests';
import { type Value, constantPlace, memoryPlace } from './values/value';
import { type VariableContext, variableOf } from './values/variable';

export interface Returned {
  readonly pid: number;
  /** Of the function. */
  readonly name: string;
  readonly value: Value;
}

/** Nothing where it has not returned to its caller, and for a function that returns nothing, or of unknown type. */
export function returnedBy({ frame, to }: Left, { machine }: Session) {
  if (machine.pc !== to) return undefined;
  const { image, routine, pid, space } = frame;
  const type = routine?.info && image?.types.get(routine.info.type);
  if (!routine || type?.kind !== 'function' || !isComplete(type.returns)) return undefined;
  // A result of two words has its high word in the next register; that of a record is its address.
  const words = Int32Array.of(machine.registers[roles.result], machine.registers[roles.result + 1] ?? 0);
  const place =
    type.returns.kind === 'record'
      ? memoryPlace(space, machine.registers[roles.result])
      : constantPlace(new Uint8Array(words.buffer));
  return { pid, name: routine.name, value: { type: type.returns, place } } satisfies Returned;
}

/** The scopes of the frame that it has returned to: the result comes first among the locals, else it has a scope. */
export function withReturned(
  scopes: readonly VariableScope[],
  { name, value }: Returned,
  context: VariableContext,
): VariableScope[] {
  const result: VariableScope['variables'] = format => [
    { ...variableOf(`${name}() returned`, value, context, format), kind: 'virtual' },
  ];
  const [first, ...rest] = scopes;
  if (first?.hint === 'locals')
    return [{ ...first, variables: format => [...result(format), ...first.variables(format)] }, ...rest];
  return [{ name: 'Return value', hint: 'returnValue', expensive: false, variables: result }, ...scopes];
}
