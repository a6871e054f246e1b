/**
 * What has happened, in numbers: cheap to make, and enough to decide whether anybody wants to hear of it. In words it
 * is a `SystemEvent` of `protocol`: see `words.ts`.
 */
import type { EventName, MilestoneEvent, Mode } from '../protocol';

export interface OccurrenceHead {
  /** The machine's clock: instructions completed before it. */
  readonly count: number;
  readonly cpu: number;
  /** The process that had the CPU. */
  readonly pid: number;
  readonly mode: Mode;
}

interface Entry {
  /** A name of `isa/causes.ts`. */
  readonly cause: string;
  readonly pc: number;
  readonly frame: number;
  readonly handler: number;
}

export type OccurrenceDetails =
  | { readonly event: 'trap-table'; readonly address: number }
  | { readonly event: 'timer-start'; readonly interval: number }
  | (Entry & {
      readonly event: 'trap';
      readonly value: number;
      /** The number of the system call, if it is one. */
      readonly call: number | undefined;
    })
  | (Entry & { readonly event: 'interrupt' })
  | { readonly event: 'return-from-trap'; readonly to: Mode; readonly pc: number; readonly frame: number }
  | { readonly event: 'mode'; readonly to: Mode }
  | {
      readonly event: 'disk-command';
      readonly command: 'read' | 'write';
      readonly sector: number;
      readonly sectors: number;
      readonly address: number;
    }
  | { readonly event: 'console-want' }
  | {
      readonly event: 'port';
      readonly port: string;
      readonly access: 'read' | 'write';
      readonly value: number;
    }
  | {
      readonly event: 'context-switch';
      readonly from: number;
      readonly to: number;
      readonly kernelStack: number;
    }
  /** The entry of a function of the kernel, at this address. */
  | { readonly event: MilestoneEvent; readonly function: string; readonly address: number }
  | { readonly event: 'process-start'; readonly pc: number }
  | { readonly event: 'main' }
  | { readonly event: 'main-return'; readonly value: number }
  | { readonly event: 'process-exit'; readonly status: number }
  | { readonly event: 'wait' }
  | { readonly event: 'halt'; readonly reason: 'off' | 'panic'; readonly status: number };

export type Occurrence = OccurrenceHead & OccurrenceDetails;

/** The kinds of events that somebody wants. */
export type Interest = ReadonlySet<EventName>;

/** What the tracer knows beside the machine: plain data, saved and restored with it. */
export interface TraceState {
  /** The pid of the process whose kernel stack the hardware uses. */
  running: number;
  /** What the kernel has told the disk for its next command. */
  disk: Readonly<Record<string, number>>;
  /** The kernel is about to stop the machine by the port for panics. */
  panics: boolean;
  /** By pid; the entries are never changed, but replaced. */
  programs: ReadonlyMap<number, ProgramState>;
}

/** Where a process is with its program. */
export interface ProgramState {
  /** It has been in user mode. */
  readonly begun: boolean;
  /** It has got a program that has not been in user mode yet. */
  readonly loaded: boolean;
  /**
   * Where it is awaited next: at the entry of `main`, then where that returns to. Only until it comes there, since to
   * another program the address may be the hottest of all.
   */
  readonly awaited: Place | undefined;
}

export interface Place {
  readonly what: 'main' | 'return';
  readonly address: number;
}
