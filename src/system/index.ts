/** Sources in, a booted machine out; the kernel's processes as the host sees them; what happens, as events. */
export * from './files';
export * from './build-cache';
export { type TranslateOptions, type Translated, translate } from './translate';
export { type BuildOptions, type Built, buildKernel, buildProgram, isElf } from './build';
export { type Prebuilt, type PrebuiltProgram } from './prebuilt';
export { type PrebuiltData, makePrebuilt } from './make-prebuilt';
export { type BundledProgram, type DiskFile, type Program, bundledPrograms, programName } from './disk-files';
export * from './system';
export { KernelView, type Process } from './kernel-view';
export { Symbols, addressOf } from './symbols';
export * from './milestones';
export * from './events';
export { type EventListener, endOf } from './tracer';
export { type DecodedCall, decodeCall } from './system-calls';
export { eventJson, eventText } from './render';
export { type RunStop, Runner } from './runner';
export * from './pump';
