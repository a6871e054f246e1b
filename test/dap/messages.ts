/** What the protocol says must be in the messages that the adapter sends, and in which order they may come. */
import assert from 'node:assert/strict';
import { type Shape, checkArguments } from '../../src/dap/shape';
import type { Body, Recorded } from '../support/dap-client';

const source: Shape = { 'name?': 'string', 'path?': 'string', 'sourceReference?': 'number' };
const breakpoint: Shape = {
  'id?': 'number',
  verified: 'boolean',
  'message?': 'string',
  'source?': source,
  'line?': 'number',
  'column?': 'number',
};
const breakpoints: Shape = { breakpoints: [breakpoint] };
const value: Shape = {
  variablesReference: 'number',
  'type?': 'string',
  'indexedVariables?': 'number',
  'namedVariables?': 'number',
  'memoryReference?': 'string',
  'valueLocationReference?': 'number',
  'declarationLocationReference?': 'number',
};
const range: Shape = {
  start: { line: 'number', column: 'number' },
  end: { line: 'number', column: 'number' },
};

const word: Shape = { address: 'number', 'value?': 'number', 'what?': 'string', 'symbol?': 'string' };
const block: Shape = { words: [word], more: 'number' };

// prettier-ignore
const events: Readonly<Record<string, Shape>> = {
  initialized: {},
  terminated: {},
  stopped: { reason: 'string', 'description?': 'string', 'text?': 'string', threadId: 'number', allThreadsStopped: 'boolean', hitBreakpointIds: ['number'] },
  continued: { threadId: 'number', allThreadsContinued: 'boolean' },
  thread: { reason: 'string', threadId: 'number' },
  progressStart: { progressId: 'string', title: 'string', cancellable: 'boolean', 'message?': 'string' },
  progressUpdate: { progressId: 'string', message: 'string' },
  progressEnd: { progressId: 'string' },
  process: { name: 'string', isLocalProcess: 'boolean', startMethod: 'string', pointerSize: 'number' },
  module: { reason: 'string', module: { id: 'string', name: 'string', 'path?': 'string', 'isUserCode?': 'boolean' } },
  output: { 'category?': 'string', 'group?': 'string', output: 'string', 'source?': source, 'line?': 'number', 'column?': 'number' },
  breakpoint: { reason: 'string', breakpoint },
  capabilities: { capabilities: { 'supportsStepBack?': 'boolean', 'supportsRestartFrame?': 'boolean' } },
  exited: { exitCode: 'number' },
  invalidated: { areas: ['string'] },
  memory: { memoryReference: 'string', offset: 'number', count: 'number' },
  'ringside/status': { mode: 'string', pid: 'number', name: 'string', count: 'number', running: 'boolean', waitsForInput: 'boolean', 'present?': 'number', 'printed?': 'number' },
  'ringside/terminal': { text: 'string', 'printed?': 'number', 'ended?': 'string' },
  'ringside/events': { events: [{ count: 'number', cpu: 'number', event: 'string', pid: 'number', name: 'string', mode: 'string' }] },
  'ringside/protocol': { from: 'number', count: 'number', sections: [{ phase: 'string', title: 'string', cost: { system: 'number', hardware: 'number', program: 'number' }, rows: [{ count: 'number', column: 'string', pid: 'number', words: 'string', cost: 'number', 'numbers?': 'string', 'aside?': 'boolean' }], 'times?': 'number', 'last?': 'number' }] },
  'ringside/timeline': { 'forgotten?': 'number', count: 'number', 'marks?': [{ count: 'number', kind: 'string', words: 'string' }], parts: [{ from: 'number', to: 'number', 'gap?': 'string', lanes: [{ pid: 'number', name: 'string', 'born?': 'number', 'ended?': 'number' }], spans: [{ from: 'number', to: 'number', pid: 'number', state: 'string', 'words?': 'string' }], ticks: [{ count: 'number', pid: 'number', kind: 'string', words: 'string' }], arrows: [{ kind: 'string', from: 'number', fromPid: 'number', to: 'number', toPid: 'number', words: 'string' }] }] },
  'ringside/stacks': { count: 'number', parts: { 'processes?': [{ pid: 'number', name: 'string' }], 'sides?': [{ pid: 'number', name: 'string', state: 'string', user: block, kernel: block, trapFrame: [word], context: [word] }], 'cpu?': { pid: 'number', mode: 'string', registers: [{ name: 'string', value: 'number' }] }, 'transfers?': [{ by: 'string', kind: 'string', count: 'number', pid: 'number', because: 'string', registers: [{ name: 'string', address: 'number' }] }] } },
  'ringside/memory': { count: 'number', parts: { 'processes?': [{ pid: 'number', name: 'string' }], 'space?': { pid: 'number', name: 'string', directory: 'number', pageSize: 'number', regions: [{ from: 'number', to: 'number', kind: 'string', permissions: ['string'], shared: 'number', toCopy: 'number' }] }, 'pointers?': [{ name: 'string', address: 'number' }], 'tables?': [{ index: 'number', virtual: 'number', table: 'number', bits: ['string'], entries: [{ index: 'number', count: 'number', virtual: 'number', physical: 'number', bits: ['string'], sharedWith: ['number'] }] }], 'frames?': [{ from: 'number', count: 'number', owner: 'string', pids: ['number'] }], 'bytes?': { expression: 'string', 'problem?': 'string', 'address?': 'number', 'bytes?': 'string', changed: ['number'] } } },
  'ringside/system': { count: 'number', parts: { 'processes?': [{ pid: 'number', name: 'string', parent: 'number', state: 'string', 'before?': 'string', 'why?': 'string', numbers: {} }], 'scheduler?': { policy: 'string', summary: 'string', queues: [{ pids: ['number'] }] }, 'traps?': [{ cause: 'string', number: 'number', kind: 'string', handler: 'number', times: 'number', 'symbol?': 'string', 'last?': 'number' }], 'calls?': [{ name: 'string', number: 'number', times: 'number', returned: 'number', errors: 'number', cost: 'number', waited: 'number', 'last?': 'number' }], 'since?': 'number', 'missed?': 'number', 'devices?': [{ name: 'string', 'due?': 'number', ports: [{ name: 'string', number: 'number', 'value?': 'number' }] }], 'disk?': { reads: 'number', writes: 'number', sectors: 'number' } } },
  'ringside/diagnostics': { failed: 'boolean', 'problem?': 'string', diagnostics: [{ 'path?': 'string', range, severity: 'string', code: 'string', message: 'string', related: [{ path: 'string', range, message: 'string' }] }] },
};

// prettier-ignore
const bodies: Readonly<Record<string, Shape>> = {
  initialize: { exceptionBreakpointFilters: [{ filter: 'string', label: 'string' }] },
  continue: { allThreadsContinued: 'boolean' },
  threads: { threads: [{ id: 'number', name: 'string' }] },
  stackTrace: { totalFrames: 'number', stackFrames: [{ id: 'number', name: 'string', line: 'number', column: 'number', 'source?': source, instructionPointerReference: 'string', moduleId: 'string', 'presentationHint?': 'string' }] },
  exceptionInfo: { exceptionId: 'string', breakMode: 'string', description: 'string', details: { message: 'string' } },
  stepInTargets: { targets: [{ id: 'number', label: 'string', 'line?': 'number', 'column?': 'number' }] },
  gotoTargets: { targets: [{ id: 'number', label: 'string', line: 'number', 'column?': 'number', instructionPointerReference: 'string' }] },
  locations: { source, line: 'number', 'column?': 'number' },
  scopes: { scopes: [{ name: 'string', variablesReference: 'number', expensive: 'boolean', 'presentationHint?': 'string' }] },
  variables: { variables: [{ name: 'string', value: 'string', 'evaluateName?': 'string', ...value }] },
  setVariable: { value: 'string', ...value },
  setExpression: { value: 'string', ...value },
  evaluate: { result: 'string', ...value },
  completions: { targets: [{ label: 'string', 'start?': 'number', 'length?': 'number' }] },
  source: { content: 'string', 'mimeType?': 'string' },
  loadedSources: { sources: [source] },
  modules: { modules: [{ id: 'string', name: 'string' }], totalModules: 'number' },
  setBreakpoints: breakpoints,
  setFunctionBreakpoints: breakpoints,
  setInstructionBreakpoints: breakpoints,
  setDataBreakpoints: breakpoints,
  setExceptionBreakpoints: breakpoints,
  dataBreakpointInfo: { description: 'string' },
  breakpointLocations: { breakpoints: [{ line: 'number' }] },
  disassemble: { instructions: [{ address: 'string', instruction: 'string', 'instructionBytes?': 'string', 'location?': source }] },
  readMemory: { address: 'string', 'unreadableBytes?': 'number', 'data?': 'string' },
  writeMemory: { bytesWritten: 'number' },
};

const causesStop = new Set([
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'configurationDone',
  'restart',
  'pause',
  'goto',
]);

/** Fails on the first message of the adapter that is not as the protocol has it. */
export function checkMessages(record: readonly Recorded[]): void {
  const received = record.filter(({ sent }) => !sent).map(({ message }) => message);
  received.forEach((message, index) => assert.equal(message.seq, index + 1, 'seq'));
  for (const message of received) {
    if (message.type === 'event') checkEvent(message);
    else checkResponse(message);
  }
  checkEnds(record);
}

function checkEvent({ event, body }: Body): void {
  const shape = events[event];
  assert.ok(shape, `an unknown event ${event}`);
  checkArguments(event, { body: shape }, { body: body ?? {} });
}

function checkResponse({ command, success, message, body }: Body): void {
  if (success) return checkArguments(command, { body: bodies[command] ?? {} }, { body: body ?? {} });
  assert.match(message, /^\S.*[^.\s]$/s, command);
  assert.doesNotMatch(message, /internal error|undefined|\[object|\bat .*:\d+:\d+/, command);
  checkArguments(command, { error: { id: 'number', format: 'string' } }, body);
}

/**
 * No stop comes before the answer to the request that let the machine go on: clients would take it for an older one.
 * Holds where the client waits for each stop.
 */
export function checkOrder(record: readonly Recorded[]): void {
  const open = new Set<number>();
  for (const { sent, message } of record) {
    if (sent && causesStop.has(message.command)) open.add(message.seq);
    if (!sent && message.type === 'response') open.delete(message.request_seq);
    if (!sent && message.event === 'stopped' && open.size > 0)
      assert.fail(`stopped before the answer to ${[...open].join()}`);
  }
}

function checkEnds(record: readonly Recorded[]): void {
  const terminations = record.filter(({ message }) => message.event === 'terminated').length;
  const restarts = record.filter(({ message, sent }) => sent && message.command === 'restart').length;
  assert.ok(terminations <= 1 + restarts, 'terminated more than once');
}
