/** What a stretch of time comes to: who had the CPU for how long, and how long who waited. */
import { type TimelineLane, type TimelineSpan, threadLabel } from '../../protocol';
import type { TimelineModel } from './model';
import type { Times } from './spans';
import { stateWords } from './words';
import { inDigits } from '../../source';

export interface LaneStatistics {
  readonly lane: TimelineLane;
  /** Instructions in each state; of the idle one, how long the CPU slept. */
  readonly times: Times;
  /** How often it got the CPU, and how many system calls it made. */
  readonly switches: number;
  readonly calls: number;
  /**
   * OSTEP, 7.2 and 7.5: from when it was made to when it ran first, and to when it ended; undefined where that is not
   * known, or lies outside of the stretch.
   */
  readonly response: number | undefined;
  readonly turnaround: number | undefined;
}

export interface Statistics {
  readonly from: number;
  readonly to: number;
  readonly user: number;
  readonly kernel: number;
  readonly idle: number;
  readonly switches: number;
  readonly interrupts: number;
  readonly lanes: readonly LaneStatistics[];
}

export function timelineStatistics(model: TimelineModel, from: number, to: number): Statistics {
  const lanes = model.lanes.map(lane => laneStatistics(model, lane, from, to));
  const sum = (of: (row: LaneStatistics) => number) => lanes.reduce((total, row) => total + of(row), 0);
  const interrupts = model.lanes.reduce(
    (total, { pid }) => total + ticks(model, pid, 'interrupt', from, to),
    0,
  );
  return {
    from,
    to,
    user: sum(({ times }) => times.user),
    kernel: sum(({ times }) => times.kernel),
    idle: sum(({ times }) => times.idle),
    switches: sum(({ switches }) => switches),
    interrupts,
    lanes,
  };
}

function ticks(
  model: TimelineModel,
  pid: number,
  kind: 'call' | 'switch' | 'interrupt',
  from: number,
  to: number,
): number {
  return model.ticks.countBefore(pid, kind, to) - model.ticks.countBefore(pid, kind, from);
}

function laneStatistics(model: TimelineModel, lane: TimelineLane, from: number, to: number): LaneStatistics {
  const { pid, born, ended } = lane;
  const times = model.spans(pid)?.times(from, to) ?? { user: 0, kernel: 0, idle: 0, ready: 0, blocked: 0 };
  const isIn = (count: number | undefined): count is number =>
    count !== undefined && count >= from && count <= to;
  const first = isIn(born) ? firstRun(model, pid) : undefined;
  return {
    lane,
    times,
    switches: ticks(model, pid, 'switch', from, to),
    calls: ticks(model, pid, 'call', from, to),
    response: isIn(born) && isIn(first) ? first - born : undefined,
    turnaround: isIn(born) && isIn(ended) ? ended - born : undefined,
  };
}

/** When a thread had the CPU for the first time. */
function firstRun(model: TimelineModel, pid: number): number | undefined {
  const spans = model.spans(pid);
  for (let index = 0; index < (spans?.length ?? 0); index++) {
    const span = spans?.span(index);
    if (span && span.state !== 'ready' && span.state !== 'blocked') return span.from;
  }
  return undefined;
}

export const laneLabel = ({ pid, name }: TimelineLane): string =>
  pid === 0 ? 'idle' : `${threadLabel(pid)} ${name}`.trim();

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;

/** A stretch of time in one sentence. */
export function timelineSentence({ from, to, user, kernel, idle, switches, lanes }: Statistics): string {
  const all = to - from;
  const ran = lanes.filter(({ lane, times }) => lane.pid !== 0 && times.user + times.kernel > 0).length;
  const shares = [
    ['user', user],
    ['kernel', kernel],
    ['idle', idle],
  ] as const;
  const told = shares.map(([name, time]) => `${name} ${percent(time, all)}`).join(', ');
  return `Instructions ${inDigits(from)} to ${inDigits(to)}: ${told}; ${ran} ${ran === 1 ? 'process' : 'processes'}, ${inDigits(switches)} context ${switches === 1 ? 'switch' : 'switches'}.`;
}

/** What a thread does, in words: `2 hello, kernel: write(1, "hello\n", 6)`. */
export function spanWords(model: TimelineModel, { pid, state, words }: TimelineSpan): string {
  const lane = model.lane(pid);
  const who = lane ? laneLabel(lane) : String(pid);
  return `${who}: ${stateWords[state]}${words === undefined ? '' : `: ${words}`}`;
}

/** The table behind the picture: its head, and a row a thread. */
export const statisticsHead: readonly string[] = [
  'Process',
  'User',
  'Kernel',
  'Ready',
  'Blocked',
  'Idle',
  'Switches',
  'Calls',
  'Response',
  'Turnaround',
];

export function statisticsRows(statistics: Statistics): readonly (readonly string[])[] {
  const all = statistics.to - statistics.from;
  const share = (time: number) => (time === 0 ? '' : `${inDigits(time)} (${percent(time, all)})`);
  const known = (time: number | undefined) => (time === undefined ? '' : inDigits(time));
  return statistics.lanes.map(({ lane, times, switches, calls, response, turnaround }) => [
    laneLabel(lane),
    share(times.user),
    share(times.kernel),
    share(times.ready),
    share(times.blocked),
    share(times.idle),
    switches === 0 ? '' : inDigits(switches),
    calls === 0 ? '' : inDigits(calls),
    known(response),
    known(turnaround),
  ]);
}
