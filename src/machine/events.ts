/** What the machine tells its host: why `run` came back, and what happened inside. Plain data. */

/** Who accesses memory: an instruction, the hardware as it takes a trap or returns from one, or the disk by DMA. */
export type Accessor = 'code' | 'trap' | 'disk';

/**
 * A range of virtual addresses to stop at, in whatever address space is current. The disk's accesses are by physical
 * addresses, whatever is mapped there.
 */
export interface Watchpoint {
  readonly address: number;
  /** Bytes. */
  readonly length: number;
  readonly access: 'read' | 'write' | 'access';
}

/** What every event tells. */
interface Moment {
  /** The clock when it happened: instructions completed before it, the one that causes it not included. */
  readonly count: number;
  /** Which CPU it happened on. */
  readonly cpu: number;
}

/** A trap, and where the hardware takes it. */
export interface TrapTaken {
  readonly cause: number;
  /** The PC in the trap frame. */
  readonly pc: number;
  /** The `value` in the trap frame: an address, a port, an instruction word, or 0. */
  readonly value: number;
  /** The address of the trap frame. */
  readonly frame: number;
  readonly fromUser: boolean;
  readonly handler: number;
}

export type MachineEvent = Moment &
  (
    | ({ readonly kind: 'trap' } & TrapTaken)
    | {
        readonly kind: 'return';
        /** Where it goes on. */
        readonly pc: number;
        readonly toUser: boolean;
        /** The address of the trap frame that was popped. */
        readonly frame: number;
      }
    /** Comes after the trap, return or control event that changes the mode. */
    | { readonly kind: 'mode'; readonly user: boolean }
    /** `ltt` or `wrcr`; `sti` and `cli` are not told. */
    | { readonly kind: 'control'; readonly register: number; readonly old: number; readonly value: number }
    | { readonly kind: 'port'; readonly port: number; readonly write: boolean; readonly value: number }
    | { readonly kind: 'wait' }
    | { readonly kind: 'stop'; readonly reason: 'off' | 'panic'; readonly status: number }
  );

export type MachineEventKind = MachineEvent['kind'];

/** The events that an observer is told. What is not among them costs next to nothing. */
export interface Attention {
  readonly kinds: ReadonlySet<MachineEventKind>;
  /** Bit n: traps with cause n are told, if traps are. */
  readonly causes: number;
  /** The numbers of the system calls that are, if their cause is; undefined: all. */
  readonly calls?: ReadonlySet<number> | undefined;
}

/** Told of events, of all unless it says otherwise; true halts the machine after the instruction. */
export interface Observer {
  (event: MachineEvent): boolean | void;
  readonly attention?: Attention;
}

/** Ends for good: every later `run` gives the same answer. */
export type FinalStop =
  | { readonly reason: 'off'; readonly status: number }
  | { readonly reason: 'panic'; readonly status: number }
  | {
      readonly reason: 'double-fault';
      /** The trap that could not be entered. */
      readonly cause: number;
      readonly pc: number;
      readonly value: number;
      readonly message: string;
    };

export type Stop =
  | { readonly reason: 'budget' }
  | { readonly reason: 'breakpoint'; readonly address: number }
  | {
      readonly reason: 'watchpoint';
      readonly watchpoint: Watchpoint;
      /** The address accessed; of the disk's accesses, the physical one. */
      readonly address: number;
      /** Bytes. */
      readonly size: number;
      readonly access: 'read' | 'write';
      readonly by: Accessor;
      /** The instruction that did it, and has completed; that trapped; or that is next, where the disk did it. */
      readonly pc: number;
    }
  | { readonly reason: 'event'; readonly event: MachineEvent }
  /** The instruction at the PC will fault: it has changed nothing yet. The next run takes the trap. */
  | { readonly reason: 'fault'; readonly trap: TrapTaken }
  | { readonly reason: 'input' }
  /** In `wait` with nothing scheduled: only host input can wake the machine. */
  | { readonly reason: 'idle' }
  | FinalStop;

/** One thing that the host types: bytes, or that no more will come. */
export type HostInput = { readonly bytes: Uint8Array } | { readonly end: true };

/** What somebody who debugs has set by hand, between two instructions. */
export interface HandMade {
  /** Where the CPU stood before: several states may have the same clock, as an interrupt is taken. */
  readonly pc: number;
  /** Words of the CPU's area: which, and their values. */
  readonly words: readonly (readonly [index: number, value: number])[];
  readonly writes: readonly PhysicalWrite[];
  /** What the devices have been told: port and value. */
  readonly ports?: readonly (readonly [port: number, value: number])[];
}

/** Bytes of RAM, from a place in it on. */
export interface PhysicalWrite {
  readonly place: number;
  readonly bytes: Uint8Array;
}

/** What comes from outside, in the order in which it came. */
export type Intervention = HostInput | { readonly made: HandMade };

/** The same with the clock when it came. While a `wait` lasts the clock may stand still: `waiting` tells it apart. */
export type InputEntry = Intervention & { readonly count: number; readonly waiting?: true };
