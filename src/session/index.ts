/** A system that runs, for the command line and the debugger: one run loop, one console. */
export { type Session, openSession } from './session';
export { type RunStop, Runner } from './runner';
export * from './pump';
