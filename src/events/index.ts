/** The kernel as the host sees it: its processes, read from memory; what happens, as data; and how that reads. */
export { KernelView, type Process } from './kernel-view';
export { type Policy, PolicyView } from './kernel-policy';
export { globalsOf, structIn } from './kernel-types';
export { Symbols, addressOf } from './symbols';
export * from './milestones';
export type { CallMade, Interest, Occurrence, TraceState, Wish } from './occurrence';
export { Tracer } from './tracer';
export { Words, endOf } from './words';
export { processOf, threadLabel, threadNamed } from '../protocol';
export { waitText } from './waits';
export { type KernelCalls, bundledCalls, callsOf } from './kernel-calls';
export { type DecodedCall, decodeCall, resultText } from './system-calls';
export { faultText } from './fault';
export * from './uses';
export * from './render';
export { type Watched, pidOnCpu } from './watched';
