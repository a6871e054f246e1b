/** Requests that set breakpoints of all kinds, or ask where they can be. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type * as core from '../../debugger';
import { filters, sentenceOf } from '../../debugger';
import type { Context } from '../context';
import { breakpointBody } from '../describe';
import { RequestError } from '../errors';
import { childNamed } from '../handles';
import { memoryReference, parseReference } from '../memory-reference';
import type { Handlers } from '../requests';

type Conditions = Pick<DebugProtocol.SourceBreakpoint, 'condition' | 'hitCondition' | 'logMessage'>;

/** The place of an instruction, and the program that it is of, which outlives the process. */
interface Code extends core.ProcessAddress {
  readonly program?: string;
}

/** Clients send an empty text for none. */
function conditions({ condition, hitCondition, logMessage }: Conditions): core.BreakpointConditions {
  return {
    ...(condition && { condition }),
    ...(hitCondition && { hitCondition }),
    ...(logMessage && { logMessage }),
  };
}

const ignored: DebugProtocol.Breakpoint = {
  verified: false,
  message: 'the program runs without debugging',
};

export function breakpointHandlers(context: Context) {
  /** Sets one list; `requests` is as long as the client's. */
  function set<R>(
    key: string,
    requests: readonly R[],
    apply: (target: core.Debugger, requests: readonly R[]) => core.Breakpoint[],
  ): DebugProtocol.Breakpoint[] {
    const { debugger: target, request } = context.launched;
    if (request.noDebug) return requests.map(() => ignored);
    const list = context.breakpoints.set(key, target, machine => apply(machine, requests));
    return list.map(breakpoint => breakpointBody(breakpoint, context));
  }

  /** What the references of instruction breakpoints mean: what they meant when they were first set. */
  let instructions = new Map<string, Code>();

  /** Variables that data breakpoints were asked for, by `dataId`. */
  const watched = new Map<string, Watched>();

  function codeAt(reference: string): Code {
    const place = context.place(reference);
    const program = context.launched.debugger.breakpoints.programAt(place);
    return { ...place, ...(program !== undefined && { program }) };
  }

  return {
    setBreakpoints({ source, breakpoints, lines = [] }) {
      const { client } = context;
      const path = context.sources.path(source);
      const requests = (breakpoints ?? lines.map(line => ({ line }))).map(
        (row: DebugProtocol.SourceBreakpoint) => ({
          line: client.fromLine(row.line),
          ...(row.column !== undefined && { column: client.fromColumn(row.column) }),
          ...conditions(row),
        }),
      );
      return {
        breakpoints: set(`line ${path}`, requests, (machine, rows) =>
          machine.breakpoints.setLines(path, rows),
        ),
      };
    },

    setFunctionBreakpoints({ breakpoints }) {
      const requests = breakpoints.map(row => ({ name: row.name, ...conditions(row) }));
      return {
        breakpoints: set('function', requests, (machine, rows) => machine.breakpoints.setFunctions(rows)),
      };
    },

    setInstructionBreakpoints({ breakpoints }) {
      const meant = new Map<string, Code>();
      const requests = breakpoints.map(row => {
        const { instructionReference: reference, offset = 0 } = row;
        const code = instructions.get(reference) ?? codeAt(reference);
        meant.set(reference, code);
        return { ...code, address: code.address + offset, ...conditions(row) };
      });
      instructions = meant;
      const list = set('instruction', requests, (machine, rows) => machine.breakpoints.setInstructions(rows));
      return {
        breakpoints: list.map((row, index) => {
          const request = requests[index];
          return {
            ...row,
            ...(row.verified && request && { instructionReference: memoryReference(request) }),
          };
        }),
      };
    },

    setDataBreakpoints({ breakpoints }) {
      const requests = breakpoints.map(row => ({
        ...(watched.get(row.dataId) ?? parseDataId(row.dataId)),
        access: row.accessType ?? 'write',
        ...conditions(row),
      }));
      return { breakpoints: set('data', requests, (machine, rows) => machine.breakpoints.setData(rows)) };
    },

    setExceptionBreakpoints({ filters: plain = [], filterOptions = [] }) {
      const requests = [...plain.map(filterId => ({ filterId })), ...filterOptions].map(
        (row: DebugProtocol.ExceptionFilterOptions) => ({
          filter: filterNamed(row.filterId),
          ...(row.condition && { condition: row.condition }),
        }),
      );
      const list = set('exception', requests, (machine, rows) => machine.setExceptionFilters(rows));
      return { breakpoints: list };
    },

    dataBreakpointInfo(args) {
      const { name, bytes, asAddress } = args;
      const refusal = (description: string) => ({ dataId: null, description });
      if (bytes !== undefined && bytes < 1) return refusal(`bytes is 1 or more, not ${bytes}`);
      const found: Watched | string = asAddress
        ? { ...context.place(name), length: bytes ?? 4 }
        : variableAt(context, args);
      if (typeof found === 'string') return refusal(found);
      const { length, pid, address, datum } = found;
      const place = address === undefined ? datum?.name : memoryReference({ pid, address });
      const label = asAddress ? `${length} bytes at ${place}` : name;
      const dataId = [place, length, pid, ...(datum ? [datum.lifetime.id, datum.name] : [])].join('/');
      if (datum) watched.set(dataId, found);
      return {
        dataId,
        description: label,
        accessTypes: datum?.local ? ['write'] : ['read', 'write', 'readWrite'],
        canPersist: false,
      };
    },

    breakpointLocations({ source, line, endLine = line }) {
      const { client } = context;
      const path = context.sources.path(source);
      const { debugger: machine } = context.launched;
      const places = machine.breakpoints.places(path, client.fromLine(line), client.fromLine(endLine));
      return {
        breakpoints: places.map(place => ({
          line: client.line(place.line),
          column: client.column(place.column),
        })),
      };
    },
  } satisfies Partial<Handlers>;
}

function filterNamed(id: string): core.FilterId {
  const filter = filters.find(row => row.id === id);
  if (filter) return filter.id;
  throw new RequestError('bad-arguments', `there is no exception filter '${id}'`);
}

type Watched = Pick<core.DataBreakpointRequest, 'address' | 'length' | 'datum'> & { readonly pid: number };

/** The variable or expression that a data breakpoint is asked for, or why there can be none. */
function variableAt(
  context: Context,
  { name, variablesReference, frameId, bytes }: DebugProtocol.DataBreakpointInfoArguments,
): Watched | string {
  const { handles, stopped } = context;
  const container = variablesReference ? handles.container(variablesReference) : undefined;
  const frame = frameId === undefined ? undefined : handles.frame(frameId);
  let found: core.Variable | undefined;
  const why = sentenceOf(() => {
    found = container ? childNamed(container, name) : stopped.examine.evaluate(name, frame, 'watch');
  });
  if (!found) return why ?? `there is no ${name}`;
  const { pid, size, home } = found;
  const datum = stopped.breakpoints.datum(found);
  const address = found.address ?? datum?.ahead?.address;
  const absent = home?.place.absent;
  if (absent !== undefined && !datum) return `${name} has no value here: ${absent}`;
  const length = datum?.local ? size : (bytes ?? size);
  if (!datum && home?.place.write) return `${name} is a register: memory and locals can be watched`;
  if (!datum || !length) return `${name} is a value of its own: it stands nowhere that could change`;
  return { pid, length, ...(address !== undefined && { address }), datum };
}

/** `0x80001000/4/2`: address, bytes, process. */
function parseDataId(id: string): { pid: number; address: number; length: number } {
  const [, reference, length, pid] = /^(.*)\/(\d{1,9})\/(\d{1,15})$/.exec(id) ?? [];
  if (reference === undefined)
    throw new RequestError('bad-arguments', `'${id}' is no dataId of dataBreakpointInfo`);
  return { ...parseReference(reference, Number(pid)), length: Number(length) };
}
