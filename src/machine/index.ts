/** The Toy32 machine. It imports nothing of the host, and everything in it follows from the instruction count. */
export {
  type HostConsole,
  type LoadableImage,
  Machine,
  type MachineOptions,
  type MachineState,
} from './machine';
export type { EngineOptions } from './engine';
export { History } from './history';
export { MemoryRefused } from './memory';
export type { Part } from './parts';
export type {
  Accessor,
  Attention,
  FinalStop,
  InputEntry,
  MachineEvent,
  MachineEventKind,
  Observer,
  Stop,
  TrapTaken,
  Watchpoint,
} from './events';
