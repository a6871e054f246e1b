/** What the machine tells its host: why `run` came back, and what happened inside. Plain data. */

/** A range of virtual addresses to stop at, in whatever address space is current. */
export interface Watchpoint {
  readonly address: number;
  /** Bytes. */
  readonly length: number;
  readonly access: 'read' | 'write' | 'access';
}

/** `count` is the clock when it happened: instructions completed before it, the one that causes it not included. */
export type MachineEvent =
  | {
      readonly kind: 'trap';
      readonly count: number;
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
  | {
      readonly kind: 'return';
      readonly count: number;
      /** Where it goes on. */
      readonly pc: number;
      readonly toUser: boolean;
      /** The address of the trap frame that was popped. */
      readonly frame: number;
    }
  /** Comes after the trap, return or control event that changes the mode. */
  | { readonly kind: 'mode'; readonly count: number; readonly user: boolean }
  /** `ltt` or `wrcr`; `sti` and `cli` are not told. */
  | {
      readonly kind: 'control';
      readonly count: number;
      readonly register: number;
      readonly old: number;
      readonly value: number;
    }
  | {
      readonly kind: 'port';
      readonly count: number;
      readonly port: number;
      readonly write: boolean;
      readonly value: number;
    }
  | { readonly kind: 'wait'; readonly count: number }
  | { readonly kind: 'stop'; readonly count: number; readonly status: number };

export type Observer = (event: MachineEvent) => boolean | void;

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
      /** The address accessed. */
      readonly address: number;
      readonly access: 'read' | 'write';
      /** The instruction that did it; it has completed. */
      readonly pc: number;
    }
  | { readonly reason: 'event'; readonly event: MachineEvent }
  | { readonly reason: 'input' }
  /** In `wait` with nothing scheduled: only host input can wake the machine. */
  | { readonly reason: 'idle' }
  | FinalStop;

/** One thing that the host typed, and the clock when it did. */
export type InputEntry =
  { readonly count: number; readonly bytes: Uint8Array } | { readonly count: number; readonly end: true };
