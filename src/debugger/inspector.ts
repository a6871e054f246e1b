/** Looks into the stopped system: stacks, scopes and expressions. What it gives out is good until something changes. */
import type { Expression } from '../c';
import { sizeOf } from '../image';
import { hex, lazily, present } from '../source';
import { DiskNames } from './disk/names';
import { DebuggerError } from './errors';
import type { CallFrame, Change, VariableScope, WrittenBytes } from './api';
import { evaluate, holds } from './expressions/evaluate';
import { type LookPurpose, checkLook } from './expressions/looks';
import { CodeNames, FrameNames } from './expressions/names';
import { parse } from './expressions/parse';
import type { Module } from './images/module';
import { type Modules, isKernelAddress } from './images/modules';
import type { Pages } from './pages';
import type { Processes } from './processes';
import { type Process, threadLabel } from '../events';
import { scopesOf } from './scopes/scopes';
import type { Session } from '../session';
import type { AnyFrame, CodeFrame, CodePosition, Names } from './unwind/frames';
import type { Unwinder } from './unwind/unwinder';
import { assign } from './values/assign';
import { entered } from './values/entered';
import { valueText } from './values/format';
import type { Space } from './values/space';
import type { Value } from './values/value';
import type { VariableContext } from './values/variable';

const mostParsed = 1000;

const isSame = (stack: readonly AnyFrame[], other: readonly AnyFrame[]): boolean =>
  stack.length === other.length && stack.every(({ pc }, index) => pc === other[index]?.pc);

export class Inspector {
  private readonly stacks = new Map<number, readonly AnyFrame[]>();
  /** Trees by where their names mean the same, and by text. */
  private readonly parsed = new WeakMap<object, Map<string, Expression>>();
  /** The stack of every frame that was given out since the machine last ran, by the frame's id. */
  private readonly givenOut = new Map<number, readonly AnyFrame[]>();
  private readonly disk: DiskNames;

  constructor(
    private readonly system: Session,
    readonly modules: Modules,
    private readonly processes: Processes,
    private readonly unwinder: Unwinder,
    private readonly pages: Pages,
    private readonly written: (change: Change) => void,
  ) {
    this.disk = new DiskNames(system);
  }

  /** The machine goes on: nothing that was known holds any more. */
  forget(): void {
    this.stacks.clear();
    this.givenOut.clear();
  }

  /** Something has been written, memory or a register: stacks may be others now, but the frames still stand. */
  changed(bytes?: WrittenBytes): void {
    const before = [...this.stacks];
    this.stacks.clear();
    const stacks = before.filter(
      ([pid, stack]) => !this.processes.isAlive(pid) || !isSame(stack, this.stack(pid)),
    );
    this.written({ stacks: stacks.length > 0, ...(bytes && { bytes }) });
  }

  stack(pid: number): readonly AnyFrame[] {
    this.requireProcess(pid);
    let stack = this.stacks.get(pid);
    if (stack) return stack;
    stack = this.unwinder.stack(pid);
    this.stacks.set(pid, stack);
    for (const frame of stack) this.givenOut.set(frame.id, stack);
    return stack;
  }

  /** The frame with what only the debugger knows about it, if it still stands. */
  known(frame: CallFrame): AnyFrame {
    const found = this.givenOut.get(frame.id)?.find(other => other.id === frame.id);
    if (found) return found;
    throw new DebuggerError(
      'stale-frame',
      `the frame ${frame.name} is not there any more: the machine has run since`,
    );
  }

  scopes(given: CallFrame): VariableScope[] {
    const frame = this.known(given);
    const stack = present(this.givenOut.get(frame.id), `stack of the frame ${frame.name}`);
    const code = this.codeOf(frame);
    return scopesOf(frame, {
      system: this.system,
      modules: this.modules,
      stack,
      names: this.names(code, frame.space),
      context: this.context(code, frame.space),
    });
  }

  /** The value of an expression in a frame; without one, where the CPU is. Names may be those of another place of the code. */
  evaluate(text: string, frame: AnyFrame | undefined, may: 'look' | 'assign', where?: CodePosition): Value {
    const code = frame ? this.codeOf(frame) : this.current();
    const names = this.names(code, frame?.space ?? code?.space ?? this.liveSpace(), where);
    return evaluate(this.parse(text, names), names, may === 'assign' ? { store: this.store } : {});
  }

  /** Whether a condition holds where the CPU is, or with other names. */
  holds(condition: string, { frame = this.current(), code }: Names = {}): boolean {
    const names = this.names(frame, frame?.space ?? this.liveSpace(), code);
    return holds(this.parse(condition, names), names);
  }

  /** Where the names of the kernel are known, and no local ones. */
  get kernelNames(): CodePosition {
    return { image: this.modules.kernel, lookup: 0 };
  }

  /** Throws, with a sentence, where an expression is none that may be set at a place of the code: see `checkLook`. */
  check(text: string, purpose: LookPurpose, at: CodePosition | undefined): void {
    checkLook(this.parse(text, new CodeNames(this.modules, at)), purpose);
  }

  /** Assigns, and tells of it. */
  readonly store = (target: Value, source: Value): void => {
    const { address, space } = target.place;
    if (address !== undefined && space) this.pages.bring(space, address, sizeOf(target.type));
    this.system.machine.byHand(() => assign(target, source));
    const { pid } = space ?? this.liveSpace();
    this.changed(address === undefined ? undefined : { pid, address, length: sizeOf(target.type) });
  };

  names(frame: CodeFrame | undefined, space: Space, code: CodePosition | undefined = frame): FrameNames {
    const spaceOfProgram = (module: Module) => this.spaceOfProgram(module, space.pid);
    return new FrameNames(this.system.machine, this.modules, frame, space, spaceOfProgram, code);
  }

  /** What a value of an expression in a frame needs to become a variable: the memory that it comes from. */
  contextOf(frame: AnyFrame | undefined, { place }: Value): VariableContext {
    const code = frame ? this.codeOf(frame) : this.current();
    return this.context(code, frame?.space ?? code?.space ?? this.liveSpace(), place.space);
  }

  /** What a value in some memory needs to be shown. */
  contextIn(space: Space): VariableContext {
    return this.context(undefined, space);
  }

  /** `space`: the memory that expressions in the frame mean; `home`: that of the values. */
  private context(frame: CodeFrame | undefined, space: Space, home = space): VariableContext {
    // Asked for at every address that is shown.
    const program = lazily(() => this.program(home.pid));
    const moduleAt = (address: number) => (isKernelAddress(address) ? this.modules.kernel : program());
    return {
      space: home,
      view: this.system.view,
      disk: this.disk,
      symbol: address => moduleAt(address)?.symbolText(address),
      codePlace: address => moduleAt(address)?.placeOfCode(address),
      enter: (target, text) => {
        // What is left as it is shown changes nothing, though it may be no expression.
        const shown = valueText(target, this.context(frame, space, home));
        if (target.place.write && text.trim() === shown) return;
        const names = this.names(frame, space);
        const tree = this.parse(entered(text, target.type), names);
        this.store(target, evaluate(tree, names, { store: this.store }));
      },
    };
  }

  /** The memory of a process that runs a program: of this one if it does, else of the first that lives. */
  private spaceOfProgram(program: Module, pid: number): Space {
    const runs = (process: Process) => this.modules.ofProcess(process.name) === program;
    const own = this.processes.find(pid);
    if (own && runs(own)) return this.space(pid);
    const [first] = this.processes
      .living()
      .filter(runs)
      .sort((a, b) => a.pid - b.pid);
    if (first) return this.space(first.pid);
    throw new DebuggerError(
      'unknown-process',
      `no process runs ${program.name} now: its memory is not there`,
    );
  }

  /** `main+0x8` for an address in the kernel, or in the program of a process. */
  symbol(address: number, pid: number): string | undefined {
    return this.moduleAt(address, pid)?.symbolText(address);
  }

  moduleAt(address: number, pid: number): Module | undefined {
    return isKernelAddress(address) ? this.modules.kernel : this.program(pid);
  }

  /** Whose code is there, if anybody's; throws DebuggerError where there is not even memory. */
  codeAt(address: number, pid: number): Module | undefined {
    const module = this.moduleAt(address, pid);
    const space = () => (isKernelAddress(address) ? this.liveSpace() : this.space(pid));
    if (module?.codeWord(address) === undefined && !space().has(address))
      throw new DebuggerError('no-memory', `no memory is mapped at ${hex(address)}`);
    return module;
  }

  program(pid: number): Module | undefined {
    return this.modules.ofProcess(this.processes.programName(pid) ?? '');
  }

  /** The memory of a process. */
  space(pid: number): Space {
    this.requireProcess(pid);
    return this.unwinder.space(pid);
  }

  /** The frame that the CPU executes. */
  current(): CodeFrame | undefined {
    return this.top(this.processes.livePid);
  }

  /** The innermost frame of a process. */
  top(pid: number): CodeFrame | undefined {
    const frame = this.unwinder.top(pid);
    return frame?.kind === 'code' ? frame : undefined;
  }

  /** The frame itself; of a trap label the code that trapped. */
  codeOf(frame: AnyFrame): CodeFrame | undefined {
    if (frame.kind === 'code') return frame;
    const stack = present(this.givenOut.get(frame.id), `stack of the frame ${frame.name}`);
    const next = stack[stack.indexOf(frame) + 1];
    return next?.kind === 'code' ? next : undefined;
  }

  requireProcess(pid: number): void {
    if (!this.processes.exists(pid))
      throw new DebuggerError('unknown-process', `there is no process with pid ${threadLabel(pid)}`);
  }

  /** Conditions are evaluated again and again. */
  private parse(text: string, names: CodeNames): Expression {
    const { scope } = names;
    if (!scope || text.includes('@')) return parse(text, names);
    let known = this.parsed.get(scope);
    if (!known) this.parsed.set(scope, (known = new Map()));
    let expression = known.get(text);
    if (expression) return expression;
    if (known.size >= mostParsed) known.clear();
    known.set(text, (expression = parse(text, names)));
    return expression;
  }

  private liveSpace(): Space {
    return this.space(this.processes.livePid);
  }
}
