/** The debugger of one running system, put together from its parts. */
import type * as api from './api';

export class Debugger {
  constructor(
    readonly options: api.DebuggerOptions,
    readonly listener: api.DebuggerListener,
  ) {}

  /** Runs to the entry stop. */
  start(): void {
    throw new Error('being written');
  }

  get state(): 'new' | 'running' | 'stopped' | 'ended' {
    throw new Error('being written');
  }

  continue(): void {}
  pause(): void {}
  /** Ends the session for good; nothing is told any more. */
  terminate(): void {}
  step(_pid: number, _how: api.StepKind, _unit: api.StepUnit): void {}
  input(_text: string): void {}
  endInput(): void {}

  threads(): api.Thread[] {
    return [];
  }
  stack(_pid: number): api.Frame[] {
    return [];
  }
  scopes(_frame: api.Frame): api.Scope[] {
    return [];
  }
  evaluate(
    _expression: string,
    _frame: api.Frame | undefined,
    _context: 'watch' | 'hover' | 'repl' | 'clipboard',
    _format?: api.ValueFormat,
  ): api.Variable {
    throw new Error('being written');
  }
  /** Assigns the value of an expression to what another one names. */
  assign(_target: string, _value: string, _frame: api.Frame | undefined, _format?: api.ValueFormat): api.Variable {
    throw new Error('being written');
  }
  complete(_text: string, _column: number, _frame?: api.Frame): api.Completion[] {
    return [];
  }
  disassemble(_pid: number, _address: number, _offset: number, _count: number): api.DisassembledLine[] {
    return [];
  }
  readMemory(_pid: number, _address: number, _count: number): api.MemoryBytes {
    throw new Error('being written');
  }
  writeMemory(_pid: number, _address: number, _bytes: Uint8Array): number {
    return 0;
  }
  sources(): api.Source[] {
    return [];
  }
  exceptionInfo(_pid: number): api.ExceptionInfo | undefined {
    return undefined;
  }

  setLineBreakpoints(_path: string, _list: readonly api.LineBreakpointRequest[]): api.Breakpoint[] {
    return [];
  }
  setFunctionBreakpoints(_list: readonly api.FunctionBreakpointRequest[]): api.Breakpoint[] {
    return [];
  }
  setInstructionBreakpoints(_list: readonly api.InstructionBreakpointRequest[]): api.Breakpoint[] {
    return [];
  }
  setDataBreakpoints(_list: readonly api.DataBreakpointRequest[]): api.Breakpoint[] {
    return [];
  }
  setExceptionFilters(_list: readonly api.FilterRequest[]): api.Breakpoint[] {
    return [];
  }
  /** Places from one line to another, both included, where a breakpoint can stand. */
  breakpointLines(_path: string, _from: number, _to: number): api.SourcePlace[] {
    return [];
  }
}
