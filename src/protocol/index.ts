/** What goes between the adapter and its client beside DAP, and what events look like: types, the pictures, and how threads are named. */
export type * from './comparison';
export type * from './counts';
export type * from './events';
export type * from './figures';
export type * from './messages';
export type * from './memory';
export * from './pictures';
export type * from './questions';
export type * from './stacks';
export type * from './system';
export * from './threads';
export * from './timeline';
