/** A system that runs, for the command line and the debugger: one run loop, one console. */
export { type Session, openSession } from './session';
export { type EventListener, type RunState, type RunStop, Runner } from './runner';
export { type ConsoleInput, TypedInput } from './console';
export * from './loop';
