/** Language services for Toy32 assembly, one file a feature; they know no protocol. Offsets are zero-based. */
export * from './completion';
export * from './diagnostics';
export * from './document';
export * from './hover';
export * from './navigation';
export * from './outline';
export * from './semantic-tokens';
export * from './signature-help';
