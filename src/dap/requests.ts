/** Every request that is answered: its arguments, the body of its answer, and what the arguments have to look like. */
import type { DebugProtocol as P } from '@vscode/debugprotocol';
import type { RingsideRequests } from '../protocol';
import type { Shape } from './shape';

/** Nothing, as a body or as arguments. */
type None = undefined | void;

export interface Requests extends RingsideRequests {
  initialize: [P.InitializeRequestArguments, P.Capabilities];
  launch: [Readonly<Record<string, unknown>>, None];
  attach: [object, None];
  configurationDone: [object, None];
  restart: [P.RestartArguments, None];
  terminate: [P.TerminateArguments, None];
  disconnect: [P.DisconnectArguments, None];

  continue: [P.ContinueArguments, P.ContinueResponse['body']];
  next: [P.NextArguments, None];
  stepIn: [P.StepInArguments, None];
  stepOut: [P.StepOutArguments, None];
  pause: [P.PauseArguments, None];

  threads: [object, P.ThreadsResponse['body']];
  stackTrace: [P.StackTraceArguments, P.StackTraceResponse['body']];
  exceptionInfo: [P.ExceptionInfoArguments, P.ExceptionInfoResponse['body']];
  loadedSources: [P.LoadedSourcesArguments, P.LoadedSourcesResponse['body']];
  source: [P.SourceArguments, P.SourceResponse['body']];
  modules: [P.ModulesArguments, P.ModulesResponse['body']];

  scopes: [P.ScopesArguments, P.ScopesResponse['body']];
  variables: [P.VariablesArguments, P.VariablesResponse['body']];
  setVariable: [P.SetVariableArguments, P.SetVariableResponse['body']];
  setExpression: [P.SetExpressionArguments, P.SetExpressionResponse['body']];
  evaluate: [P.EvaluateArguments, P.EvaluateResponse['body']];
  completions: [P.CompletionsArguments, P.CompletionsResponse['body']];

  setBreakpoints: [P.SetBreakpointsArguments, P.SetBreakpointsResponse['body']];
  setFunctionBreakpoints: [P.SetFunctionBreakpointsArguments, P.SetFunctionBreakpointsResponse['body']];
  setInstructionBreakpoints: [
    P.SetInstructionBreakpointsArguments,
    P.SetInstructionBreakpointsResponse['body'],
  ];
  setDataBreakpoints: [P.SetDataBreakpointsArguments, P.SetDataBreakpointsResponse['body']];
  setExceptionBreakpoints: [P.SetExceptionBreakpointsArguments, P.SetExceptionBreakpointsResponse['body']];
  dataBreakpointInfo: [P.DataBreakpointInfoArguments, P.DataBreakpointInfoResponse['body']];
  breakpointLocations: [P.BreakpointLocationsArguments, P.BreakpointLocationsResponse['body']];

  disassemble: [P.DisassembleArguments, P.DisassembleResponse['body']];
  readMemory: [P.ReadMemoryArguments, P.ReadMemoryResponse['body']];
  writeMemory: [P.WriteMemoryArguments, P.WriteMemoryResponse['body']];
}

export type Command = keyof Requests;

/** A body, and what to do once it has been sent. */
export class Answer<B> {
  constructor(
    readonly body: B,
    readonly afterwards: () => void,
  ) {}
}

export type Handler<C extends Command> = (
  args: Requests[C][0],
) => Requests[C][1] | Answer<Requests[C][1]> | Promise<Requests[C][1] | Answer<Requests[C][1]>>;

export type Handlers<C extends Command = Command> = { readonly [Name in C]: Handler<Name> };

const source: Shape = { 'path?': 'string', 'sourceReference?': 'number' };
const thread: Shape = { threadId: 'number' };
const step: Shape = { threadId: 'number', 'granularity?': 'string' };
const format: Shape = { 'format?': 'object' };
const conditions: Shape = { 'condition?': 'string', 'hitCondition?': 'string' };

// prettier-ignore
export const shapes: { readonly [C in Command]: Shape } = {
  initialize: {},
  launch: {},
  attach: {},
  configurationDone: {},
  restart: { 'arguments?': 'object' },
  terminate: {},
  disconnect: {},

  continue: thread,
  next: step,
  stepIn: step,
  stepOut: step,
  pause: {},
  'ringside/input': { text: 'string' },
  'ringside/endInput': {},
  'ringside/toggleHex': {},
  'ringside/subscribe': { 'events?': ['string'] },

  threads: {},
  stackTrace: { ...thread, ...format, 'startFrame?': 'number', 'levels?': 'number' },
  exceptionInfo: thread,
  loadedSources: {},
  source: { sourceReference: 'number', 'source?': source },
  modules: { 'startModule?': 'number', 'moduleCount?': 'number' },

  scopes: { frameId: 'number' },
  variables: { variablesReference: 'number', 'filter?': 'string', 'start?': 'number', 'count?': 'number', ...format },
  setVariable: { variablesReference: 'number', name: 'string', value: 'string', ...format },
  setExpression: { expression: 'string', value: 'string', 'frameId?': 'number', ...format },
  evaluate: { expression: 'string', 'frameId?': 'number', 'context?': 'string', ...format },
  completions: { text: 'string', column: 'number', 'line?': 'number', 'frameId?': 'number' },

  setBreakpoints: { source, 'breakpoints?': [{ line: 'number', 'column?': 'number', ...conditions, 'logMessage?': 'string' }], 'lines?': ['number'] },
  setFunctionBreakpoints: { breakpoints: [{ name: 'string', ...conditions }] },
  setInstructionBreakpoints: { breakpoints: [{ instructionReference: 'string', 'offset?': 'number', ...conditions }] },
  setDataBreakpoints: { breakpoints: [{ dataId: 'string', 'accessType?': 'string', ...conditions }] },
  setExceptionBreakpoints: { 'filters?': ['string'], 'filterOptions?': [{ filterId: 'string', 'condition?': 'string' }] },
  dataBreakpointInfo: { name: 'string', 'variablesReference?': 'number', 'frameId?': 'number', 'bytes?': 'number' },
  breakpointLocations: { source, line: 'number', 'endLine?': 'number' },

  disassemble: { memoryReference: 'string', instructionCount: 'number', 'offset?': 'number', 'instructionOffset?': 'number' },
  readMemory: { memoryReference: 'string', count: 'number', 'offset?': 'number' },
  writeMemory: { memoryReference: 'string', data: 'string', 'offset?': 'number' },
};

/** Commands that a person gives, and whose failure has no place of its own to be shown. */
export const shownToUser: ReadonlySet<string> = new Set<Command>([
  'launch',
  'attach',
  'restart',
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'pause',
  'writeMemory',
]);
