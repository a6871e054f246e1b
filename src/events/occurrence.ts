/**
 * What has happened, in numbers: cheap to make, and enough to decide whether anybody wants to hear of it. In words it
 * is a `SystemEvent` of `protocol`: see `words.ts`.
 */
import type { CauseName } from '../isa';
import type { EventDetails, EventHead, EventName, MilestoneEvent } from '../protocol';

/** What is read from memory for an event, when it is put into words. */
type Word =
  | 'at'
  | 'call'
  | 'arguments'
  | 'shown'
  | 'result'
  | 'fromName'
  | 'toName'
  | 'fromContext'
  | 'toContext'
  | 'because'
  | 'waitsFor'
  | 'threadName'
  | 'argv'
  | 'code'
  | 'killedBy';

/** What an occurrence has in place of words, where that is more than the numbers of the event. */
interface InNumbers extends Record<MilestoneEvent, { readonly address: number }> {
  /** The number of the system call, if it is one. */
  readonly trap: { readonly call: number | undefined };
  readonly 'process-exit': { readonly status: number };
}
/** The details of an event without the words; the entry of a function of the kernel has its address. */
export type OccurrenceDetails = {
  [Name in EventName]: Omit<Extract<EventDetails, { event: Name }>, Word> &
    (Name extends keyof InNumbers ? InNumbers[Name] : unknown);
}[EventName];

export type OccurrenceHead = Omit<EventHead, 'name'>;
export type Occurrence = OccurrenceHead & OccurrenceDetails;

/** A kind of events; or those traps and interrupts that have a cause; or a system call by its number. */
export type Wish = EventName | `cause ${CauseName}` | `call ${number}`;

/** What somebody wants to be told. */
export type Interest = ReadonlySet<Wish>;

/** What the tracer knows beside the machine: plain data, saved and restored with it. */
export interface TraceState {
  /** The pid of the process whose kernel stack the hardware uses. */
  running: number;
  /** By pid; the entries are never changed, but replaced. */
  programs: ReadonlyMap<number, ProgramState>;
  /** There may be processes that have not been in user mode yet. */
  starting: boolean;
  /** The last system calls with texts, as they were made, by the address of the trap frame. */
  calls: ReadonlyMap<number, CallMade>;
}

/** A system call in words, which may be gone from memory before it returns: exec replaces that. */
export interface CallMade {
  readonly pid: number;
  readonly number: number;
  /** `open("notes", O_RDONLY, 0)` */
  readonly shown: string;
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
  readonly awaited: AwaitedPlace | undefined;
}

export interface AwaitedPlace {
  readonly what: 'main' | 'return';
  readonly address: number;
}
