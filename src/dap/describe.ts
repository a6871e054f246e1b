/** The debugger's frames, variables, breakpoints and instructions as DAP describes them. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type * as core from '../debugger';
import { isKernelAddress } from '../debugger';
import type { Context } from './context';
import { hexadecimal, memoryReference } from './memory-reference';

/**
 * Why the machine has stopped. VS Code shows `description` beside the process's name, in the little room there is: a
 * word or two; the sentence is in `text`. It opens its debug view at reason `breakpoint` and no other.
 */
export function stopWords({ reason, description, text, label }: core.StopInfo) {
  return {
    reason: opensView.has(reason) ? 'breakpoint' : reason,
    description: label ?? shortReasons[reason],
    text: text === undefined ? description : `${description}; ${text}`,
  };
}

const opensView: ReadonlySet<core.StopReason> = new Set([
  'entry',
  'breakpoint',
  'function breakpoint',
  'data breakpoint',
  'event',
]);

const shortReasons: Readonly<Record<core.StopReason, string>> = {
  entry: 'entry',
  breakpoint: 'breakpoint',
  'function breakpoint': 'breakpoint',
  'instruction breakpoint': 'breakpoint',
  'data breakpoint': 'data breakpoint',
  step: 'step',
  pause: 'paused',
  goto: 'jump',
  restart: 'entry of the call',
  exception: 'exception',
  event: 'event',
};

/** `sys_write (kernel)`, `main (hello, user)`. */
function frameName({ name, module, mode }: core.CallFrame): string {
  return `${name} (${module === mode ? module : `${module}, ${mode}`})`;
}

export function frameBody(
  frame: core.CallFrame,
  format: DebugProtocol.StackFrameFormat | undefined,
  { client, sources, handles }: Context,
): DebugProtocol.StackFrame {
  const { source, pid, pc, module } = frame;
  const id = handles.frameId(frame);
  const place = { instructionPointerReference: memoryReference({ pid, address: pc }), moduleId: module };
  if (frame.kind === 'trap')
    return { id, name: frame.name, line: 0, column: 0, presentationHint: 'label', ...place };
  const name = frameName(frame);
  if (!source) return { id, name, line: 0, column: 0, ...place };
  const line = client.line(source.line);
  return {
    id,
    name: format?.line ? `${name} line ${line}` : name,
    source: sources.source(source.path),
    line,
    column: client.column(source.column),
    ...place,
  };
}

/** What a client can show of a variable beside its value. Nothing is lazy: no value is dear, or changes by a look. */
function presentationHint(
  variable: core.Variable,
  { run }: Context,
): DebugProtocol.VariablePresentationHint | undefined {
  const { kind, address, size, pid } = variable;
  const watched =
    address !== undefined && size !== undefined && run?.debugger.breakpoints.isWatched(pid, address, size);
  const attributes: string[] = [];
  if (variable.static) attributes.push('static');
  if (variable.readonly) attributes.push('readOnly');
  if (watched) attributes.push('hasDataBreakpoint');
  if (!kind && attributes.length === 0) return undefined;
  return { ...(kind && { kind }), ...(attributes.length > 0 && { attributes }) };
}

/** What a variable and the result of an expression have in common. */
type ValueBody = Omit<DebugProtocol.Variable, 'name' | 'value' | 'evaluateName'>;

/** Completes a body by that; member by member, since each stop has hundreds of them. */
function withValue<Body>(body: Body, variable: core.Variable, context: Context): Body & ValueBody {
  const { client, handles } = context;
  const { type, indexed, named, memory, pid, codePlace } = variable;
  const hint = presentationHint(variable, context);
  const whole = body as Body & ValueBody;
  if (client.showsTypes && type !== undefined) whole.type = type;
  whole.variablesReference = handles.addVariable(variable);
  if (indexed !== undefined) whole.indexedVariables = indexed;
  if (named !== undefined) whole.namedVariables = named;
  if (memory !== undefined) whole.memoryReference = memoryReference({ pid, address: memory });
  if (codePlace) whole.valueLocationReference = handles.places.add(codePlace);
  if (hint) whole.presentationHint = hint;
  return whole;
}

export function variableBody(variable: core.Variable, context: Context): DebugProtocol.Variable {
  const { name, value, evaluateName, declared } = variable;
  const body: DebugProtocol.Variable = withValue({ name, value }, variable, context);
  if (evaluateName !== undefined) body.evaluateName = evaluateName;
  if (declared) body.declarationLocationReference = context.handles.places.add(declared);
  return body;
}

/** The body of the answer to `setVariable` and `setExpression`. */
export function assignedBody(variable: core.Variable, context: Context) {
  return withValue({ value: variable.value }, variable, context);
}

export function resultBody(
  variable: core.Variable,
  context: Context,
): DebugProtocol.EvaluateResponse['body'] {
  return withValue({ result: variable.value }, variable, context);
}

export function breakpointBody(
  { id, verified, message, place, address }: core.Breakpoint,
  { client, sources }: Context,
): DebugProtocol.Breakpoint {
  return {
    id,
    verified,
    ...(message !== undefined && { message }),
    ...(place && {
      source: sources.source(place.path),
      line: client.line(place.line),
      column: client.column(place.column),
    }),
    ...(address !== undefined &&
      isKernelAddress(address) && { instructionReference: memoryReference({ pid: 0, address }) }),
  };
}

export function instructionBody(
  { address, bytes, text, symbol, source, invalid }: core.DisassembledLine,
  { client, sources }: Context,
): DebugProtocol.DisassembledInstruction {
  return {
    address: address < 0 ? '-1' : hexadecimal(address),
    ...(bytes !== '' && { instructionBytes: bytes }),
    instruction: text,
    ...(symbol !== undefined && { symbol }),
    ...(source && {
      location: sources.source(source.path),
      line: client.line(source.line),
      column: client.column(source.column),
    }),
    ...(invalid && { presentationHint: 'invalid' }),
  };
}

const completionTypes: Readonly<Record<core.Completion['kind'], DebugProtocol.CompletionItemType>> = {
  variable: 'variable',
  function: 'function',
  field: 'field',
  register: 'value',
  enumerator: 'enum',
  type: 'class',
  module: 'module',
};

export function completionBody(
  { text, detail, kind, start, length }: core.Completion,
  { client }: Context,
): DebugProtocol.CompletionItem {
  return {
    label: text,
    ...(detail !== undefined && { detail }),
    type: completionTypes[kind],
    start: client.column(start),
    length,
  };
}
