/** The picture *System*: what the kernel and the machine have at an instant, and how often what has happened by then. */

export interface SystemProcess {
  /** `threads.ts` says which threads have a number of their own. */
  readonly pid: number;
  readonly name: string;
  /** The parent's pid; 0: none. */
  readonly parent: number;
  /** In the kernel's words: embryo, ready, running, blocked, zombie; of a thread of a process that goes on, ended. */
  readonly state: string;
  /** What it had been at the stop before, if that was something else. */
  readonly before?: string;
  /** What it is blocked on, or why it gave up the CPU the last time. */
  readonly why?: string;
  /** What the policy goes by: instructions of CPU time, tickets, the level of a queue. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface SystemScheduler {
  /** As a launch names it; of a kernel that has another one, as the kernel does. Empty: the kernel does not say. */
  readonly policy: string;
  readonly summary: string;
  /** Who could run, from the first to the last, in each queue, from the highest on. */
  readonly queues: readonly { readonly pids: readonly number[] }[];
}

/** A cause in the trap table. */
export interface SystemTrap {
  readonly cause: string;
  /** The index in the table. */
  readonly number: number;
  readonly kind: 'fault' | 'call' | 'interrupt';
  /** The address of the handler; 0: there is no trap table yet. */
  readonly handler: number;
  readonly symbol?: string;
  readonly times: number;
  /** The instant of the last one. */
  readonly last?: number;
}

export interface SystemCall {
  readonly name: string;
  readonly number: number;
  /** How often it has been called, how many of these have returned, and of those with an error. */
  readonly times: number;
  readonly returned: number;
  readonly errors: number;
  /** Of those that have returned, together: instructions from the trap to the return, but for those in which others had the CPU. */
  readonly cost: number;
  /** And those. */
  readonly waited: number;
  readonly last?: number;
}

export interface SystemDevice {
  readonly name: string;
  /** The clock when it next does something by itself. */
  readonly due?: number;
  readonly ports: readonly SystemPort[];
}

export interface SystemPort {
  readonly name: string;
  readonly number: number;
  /** What reading it would give; absent where it can only be written. */
  readonly value?: number;
}

/** Commands to the disk so far. */
export interface SystemDisk {
  readonly reads: number;
  readonly writes: number;
  readonly sectors: number;
  /** Of these the latest ones, the last one first. */
  readonly commands: readonly SystemDiskCommand[];
}

/** Blocks of the disk in a row that are for the same, and as the kernel has them in memory. */
export interface SystemBlocks {
  /** The number of the first, and how many. */
  readonly from: number;
  readonly count: number;
  /** `superblock`, `inode table`, `data`, `block numbers`, `free`. */
  readonly kind: string;
  /** Whose they are, and the first path of that; none: a file without a name that somebody still has open. */
  readonly inode?: number;
  readonly path?: string;
  /** In the kernel's buffer cache: as on the disk, or changed since; absent: not in memory. */
  readonly cached?: 'clean' | 'changed';
}

export interface SystemDiskCommand {
  readonly count: number;
  readonly command: 'read' | 'write';
  readonly sector: number;
  readonly sectors: number;
  /** Physical. */
  readonly address: number;
  /** Who had the CPU. */
  readonly pid: number;
  /** What the first block is for now, and whose it is: `data of /bin/sh`. */
  readonly what?: string;
}

export interface SystemParts {
  /** In the order of the kernel's list. */
  readonly processes: readonly SystemProcess[];
  readonly scheduler: SystemScheduler;
  readonly traps: readonly SystemTrap[];
  /** Those that have been called. */
  readonly calls: readonly SystemCall[];
  /** Counts are from this instant on: what was before is too long ago to be told again. */
  readonly since: number;
  /** System calls that came too fast to be looked at one by one: they stand in the trap table alone. */
  readonly missed: number;
  readonly devices: readonly SystemDevice[];
  readonly disk: SystemDisk;
  /** All of them, in their order; none where there is no file system. */
  readonly blocks: readonly SystemBlocks[];
}

/** What is not in it is as it was. */
export interface SystemBatch {
  /** The machine's clock. */
  readonly count: number;
  readonly parts: Partial<SystemParts>;
}
