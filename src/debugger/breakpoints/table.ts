/** All breakpoints of a session: each call replaces those of its kind, and what stays the same keeps its id. */
import {
  type Breakpoint,
  type BreakpointConditions,
  type DataBreakpointRequest,
  type FunctionBreakpointRequest,
  type InstructionBreakpointRequest,
  type LineBreakpointRequest,
  type SourcePlace,
  type StopReason,
  addressEnd,
} from '../api';
import type { Part } from '../../machine';
import { DebuggerError } from '../errors';
import type { LookPurpose } from '../expressions/looks';
import { samePath } from '../images/lines';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { CodePosition } from '../unwind/frames';
import { conditionsProblem } from './conditions';
import { type Location, type Resolved, resolveFunction, resolveLine } from './resolve';

export type BreakpointKind = 'line' | 'function' | 'instruction' | 'data';

export const reasons: Readonly<Record<BreakpointKind, StopReason>> = {
  line: 'breakpoint',
  function: 'function breakpoint',
  instruction: 'instruction breakpoint',
  data: 'data breakpoint',
};

/** A breakpoint and what the debugger keeps about it. */
export interface Entry {
  readonly id: number;
  readonly kind: BreakpointKind;
  readonly key: string;
  readonly conditions: BreakpointConditions;
  readonly locations: readonly Location[];
  readonly place?: SourcePlace;
  /** Of a data breakpoint. */
  readonly data?: DataBreakpointRequest;
  message?: string;
  verified: boolean;
  hits: number;
}

type Draft = Pick<Entry, 'kind' | 'key' | 'conditions' | 'locations' | 'place' | 'data' | 'message'>;

export class BreakpointTable {
  private entries: Entry[] = [];
  private nextId = 1;

  constructor(
    private readonly modules: Modules,
    /** Throws DebuggerError for an expression that is wrong at a place of the code. */
    private readonly check: (text: string, purpose: LookPurpose, at: CodePosition | undefined) => void,
  ) {}

  /** How often each has been hit, by id: of an instant, and brought back with it. */
  readonly hits: Part<ReadonlyMap<number, number>> = {
    save: () => new Map(this.entries.map(({ id, hits }) => [id, hits])),
    restore: saved => {
      for (const entry of this.entries) entry.hits = saved.get(entry.id) ?? 0;
    },
  };

  get all(): readonly Entry[] {
    return this.entries;
  }

  setLines(path: string, list: readonly LineBreakpointRequest[]): Breakpoint[] {
    const prefix = `line ${samePath(path)} `;
    return this.replace(
      list.map(request => this.line(path, prefix, request)),
      entry => entry.key.startsWith(prefix),
    );
  }

  setFunctions(list: readonly FunctionBreakpointRequest[]): Breakpoint[] {
    const drafts = list.map(({ name, ...conditions }) => {
      const resolved = resolveFunction(this.modules, name);
      const message = resolved.locations.length === 0 ? `there is no function ${name}` : undefined;
      return draft('function', name, conditions, resolved, message);
    });
    return this.replace(drafts, entry => entry.kind === 'function');
  }

  /** `moduleOf` says what is meant by a user address; throws DebuggerError where nothing is. */
  setInstructions(
    list: readonly InstructionBreakpointRequest[],
    moduleOf: (request: InstructionBreakpointRequest) => Module | undefined,
  ): Breakpoint[] {
    const drafts = list.map(request => {
      const { address, pid, program, ...conditions } = request;
      const { problem, ...resolved } = atInstruction(address, () => moduleOf(request));
      return draft('instruction', `${program ?? pid ?? ''} ${address}`, conditions, resolved, problem);
    });
    return this.replace(drafts, entry => entry.kind === 'instruction');
  }

  /** `problemOf` says what is wrong with a request. */
  setData(
    list: readonly DataBreakpointRequest[],
    problemOf: (data: DataBreakpointRequest) => string | undefined,
  ): Breakpoint[] {
    const drafts = list.map((data): Draft => {
      const { address, length, access, pid, datum, condition, hitCondition, logMessage } = data;
      const problem = problemOf(data);
      return {
        kind: 'data',
        key: `data ${pid} ${address} ${length} ${access} ${datum?.lifetime.id} ${datum?.name}`,
        conditions: { condition, hitCondition, logMessage },
        locations:
          problem === undefined ? [{ module: datum?.at?.image, address: datum?.at?.lookup ?? 0 }] : [],
        data,
        ...(problem !== undefined && { message: problem }),
      };
    });
    return this.replace(drafts, entry => entry.kind === 'data');
  }

  /** Breakpoints of code at an address, in the program that runs there. */
  at(address: number, module: Module | undefined): Entry[] {
    const here = (location: Location) =>
      location.address === address && (!location.module || location.module === module);
    return this.entries.filter(entry => entry.kind !== 'data' && entry.locations.some(here));
  }

  /** Every address of code that the machine has to stop at. */
  get addresses(): Set<number> {
    const code = this.entries.filter(entry => entry.kind !== 'data' && entry.verified);
    return new Set(code.flatMap(entry => entry.locations.map(({ address }) => address)));
  }

  private line(path: string, prefix: string, { line, column, ...conditions }: LineBreakpointRequest): Draft {
    const resolved = resolveLine(this.modules, path, line, column);
    const { place, locations } = resolved;
    const known = this.modules.all.some(({ lines }) => lines.startsIn(path).length > 0);
    const message =
      locations.length === 0
        ? known
          ? 'no code comes from this line or one after it'
          : 'nothing that runs here was built from this file'
        : !place || place.line === line
          ? undefined
          : `moved to line ${place.line + 1}, ${place.line < line ? 'the one of its statement' : 'the next one'} that has code`;
    const key = `${prefix}${line} ${column ?? ''}`;
    return { kind: 'line', key, conditions, ...resolved, ...(message !== undefined && { message }) };
  }

  private replace(drafts: readonly Draft[], replaced: (entry: Entry) => boolean): Breakpoint[] {
    const before = this.entries.filter(replaced);
    const others = this.entries.filter(entry => !replaced(entry));
    const after = drafts.map(each => this.renewed(each, before));
    this.entries = [...others, ...after];
    return after.map(toBreakpoint);
  }

  private renewed(given: Draft, before: Entry[]): Entry {
    const at = before.findIndex(entry => entry.key === given.key);
    const [old] = at < 0 ? [] : before.splice(at, 1);
    const { problem, ...checked } = this.checked(given);
    const same = old && JSON.stringify(old.conditions) === JSON.stringify(given.conditions);
    return {
      ...given,
      ...checked,
      ...(problem !== undefined && { message: problem }),
      id: old?.id ?? this.nextId++,
      verified: checked.locations.length > 0 && problem === undefined,
      hits: same ? old.hits : 0,
    };
  }

  /** Without the places where its conditions mean nothing; the problem, where they do so at all of them. */
  private checked({ conditions, locations, message }: Draft): Checked {
    const problems = locations.map(location => this.problemAt(location, conditions));
    const sound = locations.filter((_, index) => problems[index] === undefined);
    const [problem] = problems.filter(text => text !== undefined);
    if (problem === undefined || sound.length === 0)
      return {
        locations,
        ...(message !== undefined && { message }),
        ...(problem !== undefined && { problem }),
      };
    const left = `not at ${locations.length - sound.length} of its ${locations.length} places: ${problem}`;
    return { locations: sound, message: message === undefined ? left : `${message}; ${left}` };
  }

  private problemAt({ module, address }: Location, conditions: BreakpointConditions): string | undefined {
    const routine = module?.routineAt(address);
    const at = { image: module, lookup: address, ...(routine && { routine }) };
    return conditionsProblem(conditions, (text, purpose) => this.check(text, purpose, at));
  }
}

type Checked = Pick<Entry, 'locations' | 'message'> & { readonly problem?: string };

function draft(
  kind: BreakpointKind,
  key: string,
  conditions: BreakpointConditions,
  { locations, place }: Resolved,
  message: string | undefined,
): Draft {
  return {
    kind,
    key: `${kind} ${key}`,
    conditions,
    locations,
    ...(place && { place }),
    ...(message !== undefined && { message }),
  };
}

/** The place of an instruction, or what is in the way of stopping there. */
function atInstruction(
  address: number,
  moduleHere: () => Module | undefined,
): Resolved & { readonly problem?: string } {
  if (address < 0 || address >= addressEnd) return { locations: [], problem: 'there is no such address' };
  if (address & 3) return { locations: [], problem: 'an instruction stands at a multiple of 4' };
  try {
    const module = moduleHere();
    const place = module?.placeAt(address);
    return { locations: [{ address, ...(module && { module }) }], ...(place && { place }) };
  } catch (error) {
    if (error instanceof DebuggerError) return { locations: [], problem: error.message };
    throw error;
  }
}

export function toBreakpoint({ id, verified, message, place, locations, data }: Entry): Breakpoint {
  // What it watches is no place of code.
  const address = data ? undefined : locations[0]?.address;
  return {
    id,
    verified,
    ...(message !== undefined && { message }),
    ...(place && { place }),
    ...(address !== undefined && { address }),
  };
}
