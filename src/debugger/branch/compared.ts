/** Where two futures differ first, as data and in words. */
import { eventWords, lineOf, stopText, threadLabel } from '../../events';
import type { Comparison, EventDifference, StateDifference, SystemEvent } from '../../protocol';
import type { Outcome } from '../../session';
import type { Course, Entered, Told } from './course';

/** The first entry into the kernel at which a process is another than it was. */
export interface Parting {
  readonly asItIs: Entered;
  readonly changed: Entered;
}

interface Compared {
  readonly count: number;
  readonly change: string;
  readonly asItIs: Course;
  readonly changed: Course;
  readonly state: StateDifference | undefined;
}

/** Each process is compared with itself: who runs when is another question. */
export function partingOf(asItIs: Course, changed: Course): Parting | undefined {
  const before = byProcess(asItIs.entries);
  const partings = [...byProcess(changed.entries)].flatMap(([pid, list]) => {
    const own = before.get(pid) ?? [];
    const index = list.findIndex((entry, at) => own[at]?.mark !== entry.mark);
    const [one, other] = [own[index], list[index]];
    return one && other ? [{ asItIs: one, changed: other }] : [];
  });
  return partings.sort((a, b) => a.changed.event.count - b.changed.event.count)[0];
}

export function compared({ count, change, asItIs, changed, state }: Compared): Comparison {
  const end = ({ outcome, count: at, output }: Course) => ({ count: at, text: endingOf(outcome), output });
  return {
    count,
    change,
    events: eventDifferences(asItIs.events, changed.events),
    ...(state && { state }),
    ...(asItIs.output !== changed.output && { output: outputDifference(asItIs.output, changed.output) }),
    ends: { asItIs: end(asItIs), changed: end(changed) },
  };
}

/** The first of all, then the first of each process, but for who gets the CPU; in the order of the other future. */
function eventDifferences(asItIs: readonly Told[], changed: readonly Told[]): EventDifference[] {
  const first = firstDifference(asItIs, changed);
  if (!first) return [];
  const own = (list: readonly Told[]) =>
    byProcess(list.filter(({ event }) => event.event !== 'context-switch'));
  const [before, after] = [own(asItIs), own(changed)];
  const pids = [...new Set([...after.keys(), ...before.keys()])];
  const others = pids.flatMap(pid => firstDifference(before.get(pid) ?? [], after.get(pid) ?? []) ?? []);
  const when = ({ asItIs: one, changed: other }: EventDifference) => (other ?? one)?.count ?? 0;
  others.sort((a, b) => when(a) - when(b));
  const isFirst = ({ asItIs: one, changed: other }: EventDifference) =>
    one === first.asItIs && other === first.changed;
  return [first, ...others.filter(each => !isFirst(each))];
}

function firstDifference(asItIs: readonly Told[], changed: readonly Told[]): EventDifference | undefined {
  const index = Array.from({ length: Math.max(asItIs.length, changed.length) }).findIndex(
    (_, at) => asItIs[at]?.key !== changed[at]?.key,
  );
  const [one, other] = [asItIs[index]?.event, changed[index]?.event];
  return one || other ? { ...(one && { asItIs: one }), ...(other && { changed: other }) } : undefined;
}

/** From the start of the line in which they part. */
function outputDifference(asItIs: string, changed: string): NonNullable<Comparison['output']> {
  let at = 0;
  while (at < asItIs.length && asItIs[at] === changed[at]) at++;
  const start = asItIs.lastIndexOf('\n', at - 1) + 1;
  const line = (text: string) => /^[^\n]*\n?/.exec(text.slice(start))?.[0] ?? '';
  return { at, asItIs: line(asItIs), changed: line(changed) };
}

function byProcess<Row extends { readonly event: SystemEvent }>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const list = found.get(row.event.pid);
    if (list) list.push(row);
    else found.set(row.event.pid, [row]);
  }
  return found;
}

/** How a run has ended, in a few words. */
export function endingOf(outcome: Outcome): string {
  switch (outcome.reason) {
    case 'off':
      return `status ${outcome.status & 0xff}`;
    case 'limit':
      return 'no end';
    case 'deadlock':
      return 'deadlock';
    case 'panic':
      return 'kernel panic';
    case 'double-fault':
      return 'double fault';
    case 'interrupted':
      return 'waits for input';
  }
}

/** Lines that tell a person of it. */
export function comparisonLines({ events, state, output, ends }: Comparison): string[] {
  const [first, ...others] = events;
  const ending = ({ count, text, output: all }: Comparison['ends']['asItIs']) =>
    `output ${shortened(all)}, ${text}, at instruction ${count}`;
  return [
    `as it is: ${ending(ends.asItIs)}`,
    `changed:  ${ending(ends.changed)}`,
    ...(first ? ['the first event that differs:', ...eventLines(first)] : ['no event differs']),
    ...others.flatMap(each => [`the first of ${whose(each)}:`, ...eventLines(each)]),
    ...(state ? stateLines(state) : []),
    ...(output
      ? [
          `the first output that differs, after ${output.at} characters:`,
          `  as it is  ${JSON.stringify(output.asItIs)}`,
          `  changed   ${JSON.stringify(output.changed)}`,
        ]
      : ['the output is the same']),
  ];
}

/** The end of a long text. */
export function shortened(text: string): string {
  const shown = JSON.stringify(text);
  return shown.length > 60 ? `…${shown.slice(-60)}` : shown;
}

function whose({ asItIs, changed }: EventDifference): string {
  const { pid = 0, name = '' } = changed ?? asItIs ?? {};
  return pid === 0 ? 'the kernel' : `${threadLabel(pid)} ${name}`;
}

function eventLines({ asItIs, changed }: EventDifference): string[] {
  const line = (event: SystemEvent | undefined) =>
    event ? lineOf(event, eventWords(event) ?? event.event) : '        nothing more';
  return [`  as it is  ${line(asItIs)}`, `  changed   ${line(changed)}`];
}

function stateLines({ asItIs, changed, variables }: StateDifference): string[] {
  const [one, other] = [stopText(asItIs), stopText(changed)];
  const what = one === other ? other : `${other}, as it is ${one}`;
  const place = `${what}; instruction ${asItIs.count} as it is and ${changed.count} changed`;
  const named = variables.filter(({ name }) => !name.startsWith('$'));
  const shown = (named.length > 0 ? named : variables).slice(0, 12);
  return [
    `the first state that differs: ${place}`,
    ...shown.map(({ name, asItIs: one, changed: other }) => `  ${name} = ${one}, changed ${other}`),
    ...(shown.length === 0 ? ['  in nothing that has a name'] : []),
  ];
}
