/**
 * Every request that is answered, one row each: its arguments and the body of its answer as types, what the arguments
 * have to look like, and the capability that tells clients of it. Its handler is in `requests/`.
 */
import type { DebugProtocol as P } from '@vscode/debugprotocol';
import type { RingsideRequests } from '../protocol';
import type { Shape } from './shape';

/** Nothing, as a body or as arguments. */
type None = undefined | void;

interface Row {
  /** Arguments and body, for the type checker alone. */
  readonly types: readonly [unknown, unknown] | undefined;
  readonly shape: Shape;
  /** Tells clients of it. Where DAP names one after the request, `requestRows` insists on it. */
  readonly capability?: keyof P.Capabilities;
  /** A person gives the command, and its failure has no place of its own to be shown. */
  readonly shownToUser?: true;
  /** The answer where the arguments name a frame or a list of variables of a stop that is over; else it is refused. */
  whenStale?(args: { readonly context?: string }): unknown;
  /** Answered while a program is being built; all others wait for that. */
  readonly duringBuild?: true;
}

function of<Arguments, Body>(): readonly [Arguments, Body] | undefined {
  return undefined;
}

const ours = <Name extends keyof RingsideRequests>() =>
  of<RingsideRequests[Name][0], RingsideRequests[Name][1]>();

const source: Shape = { 'path?': 'string', 'sourceReference?': 'number' };
const thread: Shape = { threadId: 'number' };
const run: Shape = { ...thread, 'singleThread?': 'boolean' };
const step: Shape = { ...run, 'granularity?': 'string' };
const format: Shape = { 'format?': 'object' };
const conditions: Shape = { 'condition?': 'string', 'hitCondition?': 'string' };
const follow: Shape = { 'follow?': 'boolean' };
const shownToUser = true;
const duringBuild = true;

const requests = {
  initialize: { types: of<P.InitializeRequestArguments, P.Capabilities>(), shape: {} },
  launch: { types: of<Readonly<Record<string, unknown>>, None>(), shape: {}, shownToUser },
  attach: { types: of<object, None>(), shape: {}, shownToUser },
  configurationDone: { types: of<object, None>(), shape: {}, capability: 'supportsConfigurationDoneRequest' },
  restart: {
    types: of<P.RestartArguments, None>(),
    shape: { 'arguments?': 'object' },
    capability: 'supportsRestartRequest',
    shownToUser,
  },
  terminate: {
    types: of<P.TerminateArguments, None>(),
    shape: {},
    capability: 'supportsTerminateRequest',
    duringBuild,
  },
  cancel: {
    types: of<P.CancelArguments, None>(),
    shape: { 'requestId?': 'number', 'progressId?': 'string' },
    capability: 'supportsCancelRequest',
    duringBuild,
  },
  disconnect: { types: of<P.DisconnectArguments, None>(), shape: {}, duringBuild },

  continue: { types: of<P.ContinueArguments, P.ContinueResponse['body']>(), shape: run, shownToUser },
  next: { types: of<P.NextArguments, None>(), shape: step, shownToUser },
  stepIn: {
    types: of<P.StepInArguments, None>(),
    shape: { ...step, 'targetId?': 'number' },
    shownToUser,
  },
  stepOut: { types: of<P.StepOutArguments, None>(), shape: step, shownToUser },
  stepInTargets: {
    types: of<P.StepInTargetsArguments, P.StepInTargetsResponse['body']>(),
    shape: { frameId: 'number' },
    capability: 'supportsStepInTargetsRequest',
  },
  gotoTargets: {
    types: of<P.GotoTargetsArguments, P.GotoTargetsResponse['body']>(),
    shape: { source, line: 'number', 'column?': 'number' },
    capability: 'supportsGotoTargetsRequest',
  },
  goto: {
    types: of<P.GotoArguments, None>(),
    shape: { ...thread, targetId: 'number' },
    shownToUser,
  },
  stepBack: {
    types: of<P.StepBackArguments, None>(),
    shape: step,
    capability: 'supportsStepBack',
    shownToUser,
  },
  reverseContinue: {
    types: of<P.ReverseContinueArguments, None>(),
    shape: run,
    shownToUser,
  },
  restartFrame: {
    types: of<P.RestartFrameArguments, None>(),
    shape: { frameId: 'number' },
    capability: 'supportsRestartFrame',
    shownToUser,
  },
  'ringside/goTo': { types: ours<'ringside/goTo'>(), shape: { count: 'number' }, shownToUser },
  'ringside/lastWrite': {
    types: ours<'ringside/lastWrite'>(),
    shape: { expression: 'string', 'frameId?': 'number' },
    shownToUser,
  },
  'ringside/origin': {
    types: ours<'ringside/origin'>(),
    shape: { expression: 'string', 'frameId?': 'number' },
    shownToUser,
  },
  'ringside/lastLine': {
    types: ours<'ringside/lastLine'>(),
    shape: { path: 'string', line: 'number' },
    shownToUser,
  },
  'ringside/nextLine': {
    types: ours<'ringside/nextLine'>(),
    shape: { path: 'string', line: 'number', 'n?': 'number' },
    shownToUser,
  },
  'ringside/compare': {
    types: ours<'ringside/compare'>(),
    shape: { change: 'string', 'frameId?': 'number', 'instructions?': 'number' },
    shownToUser,
  },
  'ringside/ask': { types: ours<'ringside/ask'>(), shape: { question: 'string' } },
  'ringside/counts': { types: ours<'ringside/counts'>(), shape: { 'path?': 'string' } },
  'ringside/instants': { types: ours<'ringside/instants'>(), shape: {} },
  'ringside/recording': {
    types: ours<'ringside/recording'>(),
    shape: { 'moment?': 'boolean' },
    shownToUser,
  },
  pause: { types: of<P.PauseArguments, None>(), shape: {}, shownToUser },
  terminateThreads: {
    types: of<P.TerminateThreadsArguments, None>(),
    shape: { 'threadIds?': ['number'] },
    capability: 'supportsTerminateThreadsRequest',
    shownToUser,
  },
  'ringside/input': { types: ours<'ringside/input'>(), shape: { text: 'string' } },
  'ringside/endInput': { types: ours<'ringside/endInput'>(), shape: {} },
  'ringside/toggleHex': { types: ours<'ringside/toggleHex'>(), shape: {} },
  'ringside/subscribe': { types: ours<'ringside/subscribe'>(), shape: { 'events?': ['string'] } },
  'ringside/protocol': { types: ours<'ringside/protocol'>(), shape: follow },
  'ringside/timeline': {
    types: ours<'ringside/timeline'>(),
    shape: { ...follow, 'from?': 'number', 'to?': 'number' },
  },
  'ringside/stacks': { types: ours<'ringside/stacks'>(), shape: { ...follow, 'pid?': 'number' } },
  'ringside/memory': {
    types: ours<'ringside/memory'>(),
    shape: { ...follow, 'pid?': 'number', 'expression?': 'string' },
  },
  'ringside/system': { types: ours<'ringside/system'>(), shape: follow },

  threads: { types: of<object, P.ThreadsResponse['body']>(), shape: {}, duringBuild },
  stackTrace: {
    types: of<P.StackTraceArguments, P.StackTraceResponse['body']>(),
    shape: { ...thread, ...format, 'startFrame?': 'number', 'levels?': 'number' },
  },
  exceptionInfo: {
    types: of<P.ExceptionInfoArguments, P.ExceptionInfoResponse['body']>(),
    shape: thread,
    capability: 'supportsExceptionInfoRequest',
  },
  loadedSources: {
    types: of<P.LoadedSourcesArguments, P.LoadedSourcesResponse['body']>(),
    shape: {},
    capability: 'supportsLoadedSourcesRequest',
  },
  source: {
    types: of<P.SourceArguments, P.SourceResponse['body']>(),
    shape: { sourceReference: 'number', 'source?': source },
  },
  modules: {
    types: of<P.ModulesArguments, P.ModulesResponse['body']>(),
    shape: { 'startModule?': 'number', 'moduleCount?': 'number' },
    capability: 'supportsModulesRequest',
  },

  scopes: {
    types: of<P.ScopesArguments, P.ScopesResponse['body']>(),
    shape: { frameId: 'number' },
    whenStale: () => ({ scopes: [] }),
  },
  variables: {
    types: of<P.VariablesArguments, P.VariablesResponse['body']>(),
    shape: {
      variablesReference: 'number',
      'filter?': 'string',
      'start?': 'number',
      'count?': 'number',
      ...format,
    },
    whenStale: () => ({ variables: [] }),
  },
  setVariable: {
    types: of<P.SetVariableArguments, P.SetVariableResponse['body']>(),
    shape: { variablesReference: 'number', name: 'string', value: 'string', ...format },
    capability: 'supportsSetVariable',
  },
  setExpression: {
    types: of<P.SetExpressionArguments, P.SetExpressionResponse['body']>(),
    shape: { expression: 'string', value: 'string', 'frameId?': 'number', ...format },
    capability: 'supportsSetExpression',
  },
  evaluate: {
    types: of<P.EvaluateArguments, P.EvaluateResponse['body']>(),
    shape: { expression: 'string', 'frameId?': 'number', 'context?': 'string', ...format },
    // Who types something wants to know that it has not been done.
    whenStale: ({ context }) => (context === 'repl' ? undefined : { result: '', variablesReference: 0 }),
  },
  completions: {
    types: of<P.CompletionsArguments, P.CompletionsResponse['body']>(),
    shape: { text: 'string', column: 'number', 'line?': 'number', 'frameId?': 'number' },
    whenStale: () => ({ targets: [] }),
    capability: 'supportsCompletionsRequest',
  },

  locations: {
    types: of<P.LocationsArguments, P.LocationsResponse['body']>(),
    shape: { locationReference: 'number' },
  },

  setBreakpoints: {
    types: of<P.SetBreakpointsArguments, P.SetBreakpointsResponse['body']>(),
    shape: {
      source,
      'breakpoints?': [{ line: 'number', 'column?': 'number', ...conditions, 'logMessage?': 'string' }],
      'lines?': ['number'],
    },
  },
  setFunctionBreakpoints: {
    types: of<P.SetFunctionBreakpointsArguments, P.SetFunctionBreakpointsResponse['body']>(),
    shape: { breakpoints: [{ name: 'string', ...conditions }] },
    capability: 'supportsFunctionBreakpoints',
  },
  setInstructionBreakpoints: {
    types: of<P.SetInstructionBreakpointsArguments, P.SetInstructionBreakpointsResponse['body']>(),
    shape: { breakpoints: [{ instructionReference: 'string', 'offset?': 'number', ...conditions }] },
    capability: 'supportsInstructionBreakpoints',
  },
  setDataBreakpoints: {
    types: of<P.SetDataBreakpointsArguments, P.SetDataBreakpointsResponse['body']>(),
    shape: { breakpoints: [{ dataId: 'string', 'accessType?': 'string', ...conditions }] },
    capability: 'supportsDataBreakpoints',
  },
  setExceptionBreakpoints: {
    types: of<P.SetExceptionBreakpointsArguments, P.SetExceptionBreakpointsResponse['body']>(),
    shape: { 'filters?': ['string'], 'filterOptions?': [{ filterId: 'string', 'condition?': 'string' }] },
  },
  dataBreakpointInfo: {
    types: of<P.DataBreakpointInfoArguments, P.DataBreakpointInfoResponse['body']>(),
    shape: { name: 'string', 'variablesReference?': 'number', 'frameId?': 'number', 'bytes?': 'number' },
  },
  breakpointLocations: {
    types: of<P.BreakpointLocationsArguments, P.BreakpointLocationsResponse['body']>(),
    shape: { source, line: 'number', 'endLine?': 'number' },
    capability: 'supportsBreakpointLocationsRequest',
  },

  disassemble: {
    types: of<P.DisassembleArguments, P.DisassembleResponse['body']>(),
    shape: {
      memoryReference: 'string',
      instructionCount: 'number',
      'offset?': 'number',
      'instructionOffset?': 'number',
    },
    capability: 'supportsDisassembleRequest',
  },
  readMemory: {
    types: of<P.ReadMemoryArguments, P.ReadMemoryResponse['body']>(),
    shape: { memoryReference: 'string', count: 'number', 'offset?': 'number' },
    capability: 'supportsReadMemoryRequest',
  },
  writeMemory: {
    types: of<P.WriteMemoryArguments, P.WriteMemoryResponse['body']>(),
    shape: { memoryReference: 'string', data: 'string', 'offset?': 'number' },
    capability: 'supportsWriteMemoryRequest',
    shownToUser,
  },
} satisfies Readonly<Record<string, Row>>;

export type Command = keyof typeof requests;
type Arguments<C extends Command> = NonNullable<(typeof requests)[C]['types']>[0];
type Body<C extends Command> = NonNullable<(typeof requests)[C]['types']>[1];

/** The capability that DAP names after a request; `never` where there is none. */
type CapabilityOf<C extends string> = Extract<
  keyof P.Capabilities,
  | `supports${Capitalize<C>}Request`
  | `supports${Capitalize<C>}`
  | (C extends `set${infer What}` ? `supports${What}` : never)
>;

type Complete<C extends string> = [CapabilityOf<C>] extends [never]
  ? Row
  : Row & { readonly capability: CapabilityOf<C> };

/** The rows: none lacks the capability that DAP names after it, and none of `protocol` is missing. */
export const requestRows: { readonly [C in Command | keyof RingsideRequests]: Complete<C> } = requests;

export const isCommand = (name: string): name is Command => Object.hasOwn(requests, name);

/** A body, and what to do once it has been sent. */
export class Answer<B> {
  constructor(
    readonly body: B,
    readonly afterwards: () => void,
  ) {}
}

type Answered<B> = B | Answer<B>;

/** Of every request, which `seq` numbers; a group of handlers has some of them. */
export type Handlers = {
  readonly [C in Command]: (
    args: Arguments<C>,
    seq: number,
  ) => Answered<Body<C>> | Promise<Answered<Body<C>>>;
};
