/** The scopes of registers: general ones as a frame had them, the CPU's control registers, and a trap frame. */
import { type CType, type Use, unsignedType, used } from '../../image';
import { controlRegisters, registers, trapFrame } from '../../isa';
import type { ValueFormat, Variable } from '../api';
import type { FrameNames } from '../expressions/names';
import { memoryPlace } from '../values/value';
import { type VariableContext, changed, variableOf } from '../values/variable';

const pc = { name: 'pc', summary: 'the address of the instruction to execute next' };
const clock = { name: 'count', summary: 'Instructions since power-on: the machine’s clock.' };

export const registerVariables = (
  names: FrameNames,
  context: VariableContext,
  format: ValueFormat,
): Variable[] => variablesOf([pc, ...registers], names, context, format);

export const controlVariables = (
  names: FrameNames,
  context: VariableContext,
  format: ValueFormat,
): Variable[] => variablesOf([...controlRegisters, clock], names, context, format);

function variablesOf(
  rows: readonly { readonly name: string; readonly summary: string }[],
  names: FrameNames,
  context: VariableContext,
  format: ValueFormat,
): Variable[] {
  return rows.flatMap(({ name, summary }) => {
    const symbol = names.register(name);
    if (!symbol) return [];
    const value = { type: symbol.type, place: symbol.place(names) };
    const variable = variableOf(name, value, context, format, `$${name}`);
    return changed(variable, each => ({ ...each, type: summary }));
  });
}

/** The fields of a trap frame in memory. */
export const trapFrameVariables = (frame: number, context: VariableContext): Variable[] =>
  trapFrame.map(({ name, offset, use, summary }) =>
    changed(wordVariable(name, frame + offset, use, context), each => ({ ...each, type: summary })),
  );

/** A word of memory. */
export function wordVariable(name: string, address: number, use: Use, context: VariableContext): Variable {
  const type: CType = used(unsignedType, use);
  return variableOf(name, { type, place: memoryPlace(context.space, address) }, context);
}
