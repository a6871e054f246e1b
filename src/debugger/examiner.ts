/** What the user asks of the stopped machine, and what he changes in it. */
import type * as api from './api';
import { disassembly } from './disassembly';
import { explain } from './explain';
import { complete } from './expressions/complete';
import { formatted } from './expressions/formats';
import type { Modules } from './images/modules';
import type { Inspector } from './inspector';
import type { Judge } from './judge';
import type { Processes } from './processes';
import { type Returned, withReturned } from './returned';
import type { Session } from '../session';
import type { AnyFrame } from './unwind/frames';
import type { Pages } from './pages';
import { variableOf } from './values/variable';

export interface ExaminerParts {
  readonly system: Session;
  readonly modules: Modules;
  readonly processes: Processes;
  readonly inspector: Inspector;
  readonly judge: Judge;
  readonly pages: Pages;
}

export class Examiner {
  /** The process that the user looks at: the one that has stopped, or whose frame or memory was asked for since. */
  focus = 0;
  /** What a step out has brought. */
  returned: Returned | undefined;

  constructor(private readonly parts: ExaminerParts) {}

  /** Innermost frame first. */
  stack(pid: number): api.CallFrame[] {
    return [...this.parts.inspector.stack(pid)];
  }

  isInnermost({ id, pid }: api.CallFrame): boolean {
    return this.parts.inspector.stack(pid)[0]?.id === id;
  }

  scopes(frame: api.CallFrame): api.VariableScope[] {
    const { inspector } = this.parts;
    this.focus = frame.pid;
    const scopes = inspector.scopes(frame);
    const { returned } = this;
    const isHere = returned?.pid === frame.pid && this.isInnermost(frame);
    return isHere
      ? withReturned(scopes, returned, inspector.contextOf(this.known(frame), returned.value))
      : scopes;
  }

  /** A C expression, as in the frame. Only the console may change anything by it. */
  evaluate(
    expression: string,
    given: api.CallFrame | undefined,
    context: 'watch' | 'hover' | 'repl' | 'clipboard',
    format: api.ValueFormat = {},
  ): api.Variable {
    const { inspector } = this.parts;
    const frame = this.known(given);
    const { expression: bare, format: asked } = formatted(expression);
    const value = inspector.evaluate(bare, frame, context === 'repl' ? 'assign' : 'look');
    const around = inspector.contextOf(frame, value);
    const all = { ...format, ...asked, ...(context === 'clipboard' && { whole: true }) };
    return variableOf(expression, value, around, all, bare.trim());
  }

  /** Assigns the value of an expression to what another one names. */
  assign(
    target: string,
    value: string,
    given: api.CallFrame | undefined,
    format: api.ValueFormat = {},
  ): api.Variable {
    const { inspector } = this.parts;
    const frame = this.known(given);
    const { expression: bare, format: asked } = formatted(target);
    const place = inspector.evaluate(bare, frame, 'look');
    const around = inspector.contextOf(frame, place);
    around.enter(place, value);
    return variableOf(target, place, around, { ...format, ...asked }, bare.trim());
  }

  /** What can stand at a column of an expression. */
  complete(text: string, column: number, given?: api.CallFrame): api.Completion[] {
    const { inspector, modules, processes } = this.parts;
    const frame = this.known(given);
    const code = frame ? inspector.codeOf(frame) : inspector.current();
    const names = inspector.names(code, inspector.space(code?.pid ?? processes.livePid));
    return complete(text, column, { names, modules });
  }

  /** `count` instructions, from `offset` instructions after the one at the address. */
  disassemble(pid: number, address: number, offset: number, count: number): api.DisassembledLine[] {
    const { inspector } = this.parts;
    const space = inspector.space(pid);
    this.focus = pid;
    return disassembly(space, at => inspector.moduleAt(at, pid), address, offset, count);
  }

  readMemory(pid: number, address: number, count: number): api.MemoryBytes {
    const space = this.parts.inspector.space(pid);
    const bytes = space.readSome(address, count);
    return { address, bytes, unreadable: space.gap(address + bytes.length, count - bytes.length) };
  }

  /** How many of the bytes could be written. */
  writeMemory(pid: number, address: number, bytes: Uint8Array): number {
    const { inspector, system } = this.parts;
    const { machine } = system;
    const space = inspector.space(pid);
    this.parts.pages.bring(space, address, bytes.length);
    const written = machine.byHand(() => machine.writeMemory(address, bytes, space.ptb));
    if (written > 0) inspector.changed({ pid, address, length: written });
    return written;
  }

  /** What the hardware has just done, if an event of this process was what the machine stopped at, or its end. */
  exceptionInfo(pid: number): api.ExceptionInfo | undefined {
    const { inspector, judge, system } = this.parts;
    inspector.requireProcess(pid);
    if (judge.fatal?.pid === pid) return judge.fatal;
    const { event, pid: stopped } = judge.stopEvent ?? {};
    if (!event || pid !== stopped) return undefined;
    return explain(event, {
      machine: system.machine,
      space: inspector.space(pid),
      symbol: address => inspector.symbol(address, pid),
      place: address => this.placeText(address, pid),
    });
  }

  /** The frame; without one, the innermost of the process that the user looks at. */
  private known(frame: api.CallFrame | undefined): AnyFrame | undefined {
    if (!frame) return this.parts.inspector.stack(this.focus)[0];
    this.focus = frame.pid;
    return this.parts.inspector.known(frame);
  }

  private placeText(address: number, pid: number): string | undefined {
    const place = this.parts.inspector.moduleAt(address, pid)?.placeAt(address);
    return place && `${place.path.slice(place.path.lastIndexOf('/') + 1)}:${place.line + 1}`;
  }
}
