/** The picture *System*: its sections, from what the session tells. */
import { threadLabel } from '../../protocol';
import type {
  SystemBlocks,
  SystemCall,
  SystemDevice,
  SystemParts,
  SystemProcess,
  SystemTrap,
} from '../../protocol';
import { hex, inDigits } from '../../source';
import { type Cell, type Content, type Section } from '../picture';
import { blocksDrawing, blocksLegend } from './blocks';
import { processName, stateDiagram } from './states';

const plural = (count: number, what: string): string => `${inDigits(count)} ${what}${count === 1 ? '' : 's'}`;
const plain = (name: string): string => name.replaceAll('-', ' ');
const instant = (count: number | undefined): string | Cell =>
  count === undefined ? '' : { text: inDigits(count), goTo: count };

function processes({ processes: list, scheduler }: SystemParts, width: number): Content {
  const numbers = [...new Set(list.flatMap(process => Object.keys(process.numbers)))];
  const rows = list.map(process => [
    processName(process),
    process.before === undefined
      ? process.state
      : { text: `${process.before} → ${process.state}`, isNew: true },
    process.why ?? '',
    process.parent === 0 ? '' : String(process.parent),
    ...numbers.map(name => inDigits(process.numbers[name] ?? 0)),
  ]);
  return {
    sentence: processSentence(list, scheduler.policy),
    drawing: stateDiagram(list, width),
    table: {
      columns: [
        { title: 'process', code: true },
        { title: 'state' },
        { title: 'waits for, or gave up the CPU because' },
        { title: 'parent', numeric: true },
        ...numbers.map(title => ({ title, numeric: true })),
      ],
      rows,
      about: list.map(({ pid }) => ({ pid })),
    },
  };
}

function processSentence(list: readonly SystemProcess[], policy: string): string {
  const running = list.find(({ state }) => state === 'running');
  if (list.length === 0) return 'The kernel has no processes yet.';
  const others = ['ready', 'blocked', 'zombie'].flatMap(state => {
    const count = list.filter(process => process.state === state && process.pid !== 0).length;
    return count > 0 ? [`${inDigits(count)} ${state}`] : [];
  });
  const moves = list.flatMap(process =>
    process.before === undefined
      ? []
      : [`${processName(process)} ${process.before === 'none' ? 'is new' : `was ${process.before}`}`],
  );
  const who = running ? `${processName(running)} runs` : 'no process runs';
  const beside = others.length > 0 ? `; ${others.join(', ')}` : '';
  const since = moves.length > 0 ? `. Since the last stop: ${moves.join(', ')}` : '';
  return `${who}${beside}${policy === '' ? '' : ` (${policy})`}${since}.`;
}

function queue({ scheduler: { policy, summary, queues }, processes: list }: SystemParts): Content {
  const nameOf = (pid: number) => processName(list.find(process => process.pid === pid) ?? { pid, name: '' });
  const total = queues.reduce((sum, { pids }) => sum + pids.length, 0);
  const next = queues.find(({ pids }) => pids.length > 0)?.pids[0];
  const known = policy === '' ? 'This kernel does not say how it schedules' : `${policy}: ${summary}`;
  const inQueue =
    next === undefined
      ? 'Nobody is in the ready queue.'
      : `${plural(total, 'process').replace('processs', 'processes')} could run; first in the queue: ${nameOf(next)}.`;
  const levels = queues.length > 1;
  return {
    sentence: `${known.replace(/\.$/, '')}. ${inQueue}`,
    table: {
      columns: [
        ...(levels ? [{ title: 'level', numeric: true }] : []),
        { title: 'from the first to the last', code: true },
      ],
      rows: queues.map(({ pids }, level) => [
        ...(levels ? [String(level)] : []),
        pids.length === 0 ? 'empty' : pids.map(nameOf).join('  →  '),
      ]),
    },
  };
}

function traps({ traps: list, missed }: SystemParts): Content {
  const handlers = new Set(list.filter(({ handler }) => handler !== 0).map(({ handler }) => handler));
  const total = list.reduce((sum, { times }) => sum + times, 0);
  const rows = list.map(({ cause, number, kind, handler, symbol, times, last }: SystemTrap) => [
    String(number),
    plain(cause),
    kind,
    handler === 0 ? 'none yet' : `${symbol ?? ''} ${hex(handler)}`.trim(),
    inDigits(times),
    instant(last),
  ]);
  const entries =
    handlers.size === 0
      ? 'There is no trap table yet'
      : handlers.size === 1
        ? 'All causes lead to one handler'
        : `${plural(handlers.size, 'handler')} for ${plural(list.length, 'cause')}`;
  const lost = missed > 0 ? ` ${plural(missed, 'system call')} came too fast to be told one by one.` : '';
  return {
    sentence: `${entries}; ${plural(total, 'trap')} and interrupts so far.${lost}`,
    table: {
      columns: [
        { title: 'no.', numeric: true },
        { title: 'cause' },
        { title: 'kind' },
        { title: 'handler', code: true },
        { title: 'times', numeric: true },
        { title: 'last instant', numeric: true },
      ],
      rows,
      about: list.map(({ last }) => (last === undefined ? undefined : { count: last })),
    },
  };
}

function calls({ calls: list, missed, since }: SystemParts): Content {
  const times = list.reduce((sum, call) => sum + call.times, 0);
  const errors = list.reduce((sum, call) => sum + call.errors, 0);
  const dear = list.reduce<SystemCall | undefined>(
    (most, call) => (call.cost > (most?.cost ?? 0) ? call : most),
    undefined,
  );
  const mean = (sum: number, of: number) => (of === 0 ? '' : inDigits(Math.round(sum / of)));
  const rows = list.map(call => [
    call.name,
    inDigits(call.times),
    inDigits(call.errors),
    mean(call.cost, call.returned),
    inDigits(call.cost),
    inDigits(call.waited),
    instant(call.last),
  ]);
  const cost = dear ? `; most instructions went into ${dear.name}: ${inDigits(dear.cost)}` : '';
  const lost = missed > 0 ? ` Without ${inDigits(missed)} that came too fast.` : '';
  const from = since > 0 ? ` Counted from instruction ${inDigits(since)} on.` : '';
  return {
    sentence: `${plural(times, 'system call')}, ${inDigits(errors)} with an error${cost}.${lost}${from}`,
    table: {
      columns: [
        { title: 'system call', code: true },
        { title: 'times', numeric: true },
        { title: 'errors', numeric: true },
        { title: 'instructions each', numeric: true },
        { title: 'together', numeric: true },
        { title: 'waited', numeric: true },
        { title: 'last instant', numeric: true },
      ],
      rows,
      about: list.map(({ last }) => (last === undefined ? undefined : { count: last })),
    },
  };
}

function disk({ disk: { reads, writes, sectors, commands } }: SystemParts): Content {
  const kinds = `${plural(reads, 'read')} and ${plural(writes, 'write')}, ${plural(sectors, 'sector')} in all`;
  const [last] = commands;
  const about = last?.what === undefined ? '' : ` (${last.what})`;
  return {
    sentence: `${kinds}.${last ? ` The last: ${last.command} of ${plural(last.sectors, 'sector')} from ${inDigits(last.sector)} on${about}.` : ''}`,
    table: {
      columns: [
        { title: 'command' },
        { title: 'sector', numeric: true },
        { title: 'sectors', numeric: true },
        { title: 'what is there' },
        { title: 'memory', code: true },
        { title: 'while the CPU had', numeric: true },
        { title: 'instant', numeric: true },
      ],
      rows: commands.map(({ command, sector, sectors: length, what = '', address, pid, count }) => [
        command,
        inDigits(sector),
        inDigits(length),
        what,
        hex(address),
        threadLabel(pid),
        instant(count),
      ]),
      about: commands.map(({ count, pid }) => ({ count, pid })),
    },
  };
}

/** The blocks by kind and file, and what of them is in memory. */
function blocks({ blocks: list }: SystemParts, width: number): Content {
  const count = (is: (run: SystemBlocks) => boolean) =>
    list.reduce((sum, run) => sum + (is(run) ? run.count : 0), 0);
  const kinds = [...new Set(list.map(({ kind }) => kind))];
  const told = kinds.map(kind => `${inDigits(count(run => run.kind === kind))} ${kind}`);
  const cached = count(run => run.cached !== undefined);
  const changed = count(run => run.cached === 'changed');
  return {
    sentence:
      list.length === 0
        ? 'There is no file system on the disk.'
        : `${plural(
            count(() => true),
            'block',
          )}: ${told.join(', ')}. ${inDigits(cached)} of them in the kernel’s cache, ${inDigits(changed)} changed and not on the disk yet. ${blocksLegend(list)}.`,
    ...(list.length > 0 && { drawing: blocksDrawing(list, width) }),
    table: {
      columns: [
        { title: 'blocks', code: true },
        { title: 'kind' },
        { title: 'inode', numeric: true },
        { title: 'path', code: true },
        { title: 'in the cache' },
      ],
      rows: list.map(({ from, count: length, kind, inode, path, cached: state }) => [
        length === 1 ? String(from) : `${from}–${from + length - 1}`,
        kind,
        inode === undefined ? '' : String(inode),
        path ?? (inode === undefined ? '' : 'no name'),
        state ?? '',
      ]),
    },
  };
}

function devices({ devices: list }: SystemParts): Content {
  const due = list.filter(device => device.due !== undefined);
  const next = (device: SystemDevice) => `${device.name} at instruction ${inDigits(device.due ?? 0)}`;
  return {
    sentence:
      due.length === 0 ? 'No device has anything under way.' : `Under way: ${due.map(next).join(', ')}.`,
    table: {
      columns: [
        { title: 'device' },
        { title: 'port', code: true },
        { title: 'number', code: true },
        { title: 'reads', numeric: true },
      ],
      rows: list.flatMap(({ name, ports }) =>
        ports.map(port => [
          name,
          port.name,
          hex(port.number),
          port.value === undefined ? 'write only' : portValue(port.value),
        ]),
      ),
    },
  };
}

/** All bits set stands for nothing. */
const portValue = (value: number): string => (value >= 2 ** 31 ? hex(value) : inDigits(value));

export const systemSections: readonly Section<SystemParts>[] = [
  {
    id: 'processes',
    title: 'Processes',
    isDrawn: true,
    uses: ['processes', 'scheduler'],
    content: processes,
  },
  { id: 'queue', title: 'Ready queue', uses: ['scheduler', 'processes'], content: queue },
  { id: 'traps', title: 'Trap table', uses: ['traps', 'missed'], content: traps },
  { id: 'calls', title: 'System calls', uses: ['calls', 'missed', 'since'], content: calls },
  { id: 'disk', title: 'Disk', uses: ['disk'], content: disk },
  { id: 'blocks', title: 'Blocks of the disk', isDrawn: true, uses: ['blocks'], content: blocks },
  { id: 'devices', title: 'Devices', uses: ['devices'], content: devices },
];
