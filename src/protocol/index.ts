/** What goes between the adapter and its client beside DAP, and what events look like: types, and how threads are named. */
export type * from './comparison';
export type * from './events';
export type * from './figures';
export type * from './messages';
export * from './threads';
