/**
 * The typed tree that parsing leaves and code generation reads: every conversion that C does silently is a
 * `cast` here, every array or function that becomes a pointer an `address`.
 */
export type * from './symbols';
export type * from './expressions';
export type * from './statements';
