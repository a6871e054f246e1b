/** The one model of C types: what they are, how they print, and how debug information keeps them. */
export * from './types';
export * from './members';
export * from './print';
export * from './type-rows';
export * from './type-table';
