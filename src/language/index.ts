/** Language services for Toy32 assembly and C, one file a feature; they know no protocol. Offsets are zero-based. */
export type { CDocument } from './c/document';
export { cServices } from './c/services';
export { Units } from './c/units';
export * from './results';
export type { Services } from './services';
export * from './toy/completion';
export * from './toy/document';
export * from './toy/hover';
export * from './toy/navigation';
export * from './toy/outline';
export * from './toy/semantic-tokens';
export { assemblyServices } from './toy/services';
export * from './toy/signature-help';
export * from './workspace';
