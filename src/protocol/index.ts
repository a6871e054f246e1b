/** What goes between the adapter and its client beside DAP, and what events look like: types, no code. */
export type * from './comparison';
export type * from './events';
export type * from './figures';
export type * from './messages';
