/** What a client of the debugger sees: plain data and small interfaces. Lines, columns and offsets are zero-based. */
import type { GuestFiles, Launch, Recording, TraceCategory } from '../boot';
import type { Session } from '../session';
import type { MachineStatus, Mode, Batch, PictureName, SystemEvent } from '../protocol';
import type { Datum } from './breakpoints/data';
import type { FilterId } from './filters';
import type { Value } from './values/value';

export interface DebuggerOptions {
  /** Built and loaded, not yet run. */
  readonly system: Session;
  /** Where the contents of bundled sources come from. */
  readonly guest: GuestFiles;
  readonly stopOnEntry: Launch['stopOnEntry'];
  readonly stepIntoLibrary: Launch['stepIntoLibrary'];
  /** Mebibytes for going back; 0: it only goes forward. */
  readonly history: number;
  /** The categories of events that are told. */
  readonly trace: Launch['trace'];
  readonly stopOnExit: Launch['stopOnExit'];
  /** The machine runs what has been recorded: the instant to stop at first, 0 for none, and the last one. */
  readonly recording?: Pick<Recording, 'instant' | 'end' | 'bookmarks'>;
  /** Lets the host's messages in between two slices of a run. */
  yieldToHost(): Promise<void>;
}

export interface DebuggerListener {
  stopped(stop: StopInfo): void;
  continued(): void;
  threadStarted(pid: number): void;
  threadExited(pid: number): void;
  /** A process runs another program than before; `program` is the name of a module. */
  programStarted(program: string): void;
  /** The program's own output; `printed`: bytes of it so far, with these. */
  output(text: string, printed: number): void;
  told(line: TraceLine): void;
  /** What has happened since, of the kinds that were subscribed to. */
  happened(events: readonly SystemEvent[]): void;
  /** Of a picture that is followed: what there is since. */
  picture<Name extends PictureName>(name: Name, batch: Batch<Name>): void;
  breakpointChanged(breakpoint: Breakpoint): void;
  /** A request of the user has changed something, in memory or a register. */
  written?(change: Change): void;
  /** How much of a search for another instant has been done, from 0 to 1; undefined: it is over. */
  travels?(done: number | undefined): void;
  ended(end: EndInfo): void;
  /** At each stop, and some times a second while running. */
  status(status: MachineStatus): void;
}

export interface EndInfo {
  readonly status: number;
  readonly reason: 'off' | 'panic' | 'double-fault';
  readonly message: string;
}

export type StopReason =
  | 'entry'
  | 'breakpoint'
  | 'step'
  | 'pause'
  | 'goto'
  | 'restart'
  /** One that ends a program or the machine: a fault, a panic, a failure of the debugger. */
  | 'exception'
  /** What happens in every run: a filter has asked for a stop at it. */
  | 'event'
  | 'function breakpoint'
  | 'instruction breakpoint'
  | 'data breakpoint';

export interface StopInfo {
  readonly reason: StopReason;
  readonly pid: number;
  /** One line: `breakpoint in main`. */
  readonly description: string;
  /** A word or two, where the reason says too little: `write`, `store page fault`. */
  readonly label?: string;
  /** More about it, for a tooltip. */
  readonly text?: string;
  /** Ids of the breakpoints that were hit. */
  readonly breakpoints: readonly number[];
}

/** One line for the Debug Console. */
export interface TraceLine {
  readonly text: string;
  readonly source?: SourcePlace;
  readonly count: number;
  /** `log`: of a log point; `note`: the debugger itself has something to say. */
  readonly category: TraceCategory | 'log' | 'note';
  /** The event that is told, if it is one. */
  readonly about?: ToldEvent;
}

export interface ToldEvent {
  readonly event: SystemEvent;
  /** The line without when it was and whose. */
  readonly words: string;
  /** Timer interrupts that changed nothing: the line tells their returns too. */
  readonly quiet?: true;
}

export interface Change {
  /** Where it is in memory. */
  readonly bytes?: WrittenBytes;
  /** Stacks that have been given out are others now. */
  readonly stacks: boolean;
}

/** Bytes of a process's memory that have been written. */
export interface WrittenBytes extends ProcessAddress {
  readonly length: number;
}

/** Addresses have 32 bits: this is the first number that is none. */
export const addressEnd = 0x1_0000_0000;

/**
 * An address in the memory of a process. Below the kernel's half the same address is another place in every process;
 * above, the same in all.
 */
export interface ProcessAddress {
  readonly pid: number;
  readonly address: number;
}

/** A place in a source; the path is that of the debug information, `ringside:/guest/kernel/main.c` for a bundled one. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface Source {
  readonly path: string;
  /** The text of a bundled source. */
  readonly content?: string;
}

export interface Thread {
  readonly pid: number;
  /** `2 hello` */
  readonly name: string;
  /** `2 hello (running, user)`, `3 cat (waits for input)` */
  readonly title: string;
  /** The kernel's word for it: ready, running, blocked, zombie. */
  readonly state: string;
  /** The mode that it runs in, or will go on in. */
  readonly mode: Mode;
}

export interface CallFrame {
  /** Unique among all frames of a session; a frame is good until the machine goes on. */
  readonly id: number;
  /** `trap`: a label at a trap frame, between the code that trapped and the handler. */
  readonly kind: 'code' | 'trap';
  readonly name: string;
  /** Of a trap label: the mode of the code that trapped. */
  readonly mode: Mode;
  readonly pid: number;
  readonly pc: number;
  readonly source?: SourcePlace;
  /** `kernel`, or the name of a program. */
  readonly module: string;
}

export interface VariableScope {
  readonly name: string;
  readonly hint?: 'locals' | 'registers' | 'arguments' | 'returnValue';
  readonly expensive: boolean;
  variables(format?: ValueFormat): Variable[];
}

export interface ValueFormat {
  /** Integers in hexadecimal. */
  readonly hex?: boolean;
  /** Numbers and texts as an expression asks for it, whatever they stand for. */
  readonly as?: NumberFormat;
  /** Nothing is left out, however long it is. */
  readonly whole?: boolean;
}

/** Hexadecimal, decimal, octal, binary; a character; a text. */
export type NumberFormat = 'x' | 'd' | 'o' | 'b' | 'c' | 's';

/** Which children: of an array a part, `count` elements from `start`. */
export interface ChildrenRequest extends ValueFormat {
  readonly start?: number;
  readonly count?: number;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
  /** As C writes it. */
  readonly type?: string;
  readonly children?: (request?: ChildrenRequest) => Variable[];
  /** How many children have a number (array elements), and how many a name. */
  readonly indexed?: number;
  readonly named?: number;
  /** The process in whose memory `memory` and `address` are: another than the frame's for what comes from there. */
  readonly pid: number;
  /** The address of the value, or what a pointer points to. */
  readonly memory?: number;
  /** Where the value itself stands: for a data breakpoint. */
  readonly address?: number;
  /** Bytes of the value itself. */
  readonly size?: number;
  /** The value itself, for `Debugger.datum`. */
  readonly home?: Value;
  /** Assigns a C expression; throws DebuggerError with a sentence. Gives the variable as it is then. */
  readonly set?: (text: string) => Variable;
  /** The source of the code that the value is an address of: of the function that a pointer points to. */
  readonly codePlace?: SourcePlace;
  /** Where it is declared. */
  readonly declared?: SourcePlace;
  /** A C expression for the same value. */
  readonly evaluateName?: string;
  readonly readonly?: boolean;
  /** `method`: a function; `virtual`: made by the debugger, it stands nowhere in the program. */
  readonly kind?: 'method' | 'virtual';
  /** It lives as long as the program. */
  readonly static?: boolean;
}

export interface Completion {
  /** What is put in. */
  readonly text: string;
  /** What the list shows beside it: a type. */
  readonly detail?: string;
  readonly kind: 'variable' | 'function' | 'field' | 'register' | 'enumerator' | 'type' | 'module';
  /** What it replaces: from this column on, so many characters. */
  readonly start: number;
  readonly length: number;
}

export interface DisassembledLine {
  /** −1 for what lies outside of all addresses. */
  readonly address: number;
  /** As hexadecimal digits in memory order; empty where nothing is mapped. */
  readonly bytes: string;
  readonly text: string;
  /** The function that starts here. */
  readonly symbol?: string;
  /** Where the line table has a row for just this address. */
  readonly source?: SourcePlace;
  /** No instruction, or no memory. */
  readonly invalid?: boolean;
}

export interface MemoryBytes {
  readonly address: number;
  readonly bytes: Uint8Array;
  /** Bytes after these up to the next that is mapped. */
  readonly unreadable: number;
}

/** What ends the machine, or was none of the program's doing. */
export type FatalId = 'panic' | 'double-fault' | 'debugger-failure';

export interface ExceptionInfo {
  readonly id: FilterId | FatalId;
  readonly description: string;
  /** What the hardware has just done, in several lines, or what can still be done. */
  readonly details: string;
}

export interface Breakpoint {
  readonly id: number;
  readonly verified: boolean;
  /** Why it is not verified, or that it was moved. */
  readonly message?: string;
  readonly place?: SourcePlace;
  /** Of code; what a data breakpoint watches is none. */
  readonly address?: number;
}

export interface BreakpointConditions {
  /** A C expression, evaluated in the frame that the breakpoint is in. */
  readonly condition?: string;
  /** `5`, `>= 5`, `% 3` and the like. */
  readonly hitCondition?: string;
  /** Told instead of stopping; `{expression}` in it is evaluated. */
  readonly logMessage?: string;
}

export interface LineBreakpointRequest extends BreakpointConditions {
  readonly line: number;
  readonly column?: number;
}

export interface FunctionBreakpointRequest extends BreakpointConditions {
  /** `main`, or with the module: `kernel::main`. */
  readonly name: string;
}

export interface InstructionBreakpointRequest extends BreakpointConditions {
  readonly address: number;
  /** Whose program a user address is in; the process that the user looks at if absent. */
  readonly pid?: number;
  /** The name of the program instead: it holds in another machine too, where processes have other numbers. */
  readonly program?: string;
}

export interface DataBreakpointRequest extends BreakpointConditions {
  /** Absent for a local in a register. */
  readonly address?: number;
  /** Bytes. */
  readonly length: number;
  readonly access: 'read' | 'write' | 'readWrite';
  /** Whose memory it is, for a user address; the process that the user looks at if absent. */
  readonly pid?: number;
  /** The variable that is meant, by `Debugger.datum`; absent: bytes, whatever they are for. */
  readonly datum?: Datum;
}

export interface FilterRequest {
  readonly filter: FilterId;
  /** Names of some of its events, a C expression among the kernel's names, or both: `write if current->pid == 3`. */
  readonly condition?: string;
}

export type StepKind = 'over' | 'into' | 'out';
export type StepUnit = 'line' | 'instruction';

/** A call or a trap that a step into can be asked for. */
export interface StepTarget {
  /** Of the instruction. */
  readonly address: number;
  /** What it goes to: `printf`. */
  readonly label: string;
  readonly place?: SourcePlace;
}

/** A place in the code of a program, or the kernel, that a process can be sent to. */
export interface JumpTarget {
  readonly address: number;
  readonly place: SourcePlace;
  /** `main`; of several programs with the same source `main (hello)`. */
  readonly label: string;
  /** The module that the code is in. */
  readonly module: string;
}
