/**
 * The debugger: processes, frames, variables, breakpoints and stepping on a running system. It knows no protocol; all
 * text that a person reads is made here.
 */
export * from './api';
export { Debugger } from './debugger';
export { DebuggerError, type ErrorCode } from './errors';
export { type Filter, type FilterId, filters } from './filters';
export { type TraceCategory, type TraceOptions, traceCategories, traceOptions } from './trace';
/** What a client needs to make the system that it debugs. */
export {
  BuildCache,
  type AsyncFiles,
  type Built,
  type BundledProgram,
  type DiskFile,
  type FileTree,
  type GuestFiles,
  type Program,
  type System,
  type SystemOptions,
  buildKernel,
  buildProgram,
  bundledPrograms,
  createSystem,
  defaultTimer,
  withFiles,
} from '../system';
