/** Sources, the places in them, and what tools say about those places. */
export * from './source-file';
export * from './change';
export * from './diagnostic';
export * from './files';
export * from './search';
export * from './suggest';
export * from './text';
export * from './utf8';
export * from './rules';
export * from './expected';
export * from './present';
export * from './lazily';
export * from './base64';
export * from './reads';
