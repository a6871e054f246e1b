/**
 * The debugger: processes, frames, variables, breakpoints and stepping on a running system. It knows no protocol; all
 * text that a person reads is made here, that of events in `src/events`.
 */
export * from './api';
export { Debugger } from './debugger';
export { Explorer, type Result, type Visit } from './explore';
export { type Branched, BranchEnded, compareFutures } from './branch/branch';
export { reachInstant, whereText } from './branch/reach';
export { World } from './world';
export { changeKinds } from './branch/changes';
export { comparisonLines, endingOf, shortened } from './branch/compared';
export { ExecutionCounter } from './coverage/counter';
export * from './coverage/sources';
export { lcov } from './coverage/lcov';
export { Profiler } from './profile/profiler';
export { cpuProfile } from './profile/cpuprofile';
export { profileTable } from './profile/table';
export { DebuggerError, type ErrorCode, sentenceOf } from './errors';
export { valueText } from './values/format';
export { isKernelAddress } from './images/modules';
export { eventsNamed } from './reporter';
export { type Filter, type FilterId, filters } from './filters';
export { processOf, threadLabel, threadNamed } from '../events';
