/** Runs a machine on the command line: with its console, its trace and its events, to an exit status. */
import {
  doubleFaultText,
  eventJson,
  eventText,
  everyEvent,
  faultText,
  tellableEvents,
  waitingText,
} from '../events';
import { type ConsoleInput, type Outcome, Runner, type Session, type Stops, runToEnd } from '../session';
import type { Context } from './context';
import { Failure, reason } from './failure';
import type { Option } from './options';
import type { Picture } from './pictures';
import { statuses } from './statuses';
import { LineFile } from './terminal';

export const eventsOption: Option = {
  name: '--events',
  value: 'FILE',
  help: 'write the same as lines of JSON: {"count", "event", "pid", "name", "mode", …}',
};

function openEvents(path: string | undefined): LineFile | undefined {
  try {
    return path === undefined ? undefined : new LineFile(path);
  } catch (error) {
    throw new Failure(`cannot write ${path}: ${reason(error)}`);
  }
}

/** Writes an event file's rest; its reader may have left, its disk may be full. */
function onEventFile(work: () => void): void {
  try {
    work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(statuses.brokenPipe);
    throw new Failure(`cannot write the events: ${reason(error)}`, statuses.lostOutput);
  }
}

/** Who is told what happens. */
interface Tellers {
  readonly trace: boolean;
  readonly events: LineFile | undefined;
  readonly pictures: readonly Picture[];
}

function listen(runner: Runner, { trace, events, pictures }: Tellers, { terminal }: Context): void {
  const told = new Set(events ? everyEvent() : trace ? tellableEvents() : []);
  for (const name of pictures.flatMap(({ interest }) => interest)) told.add(name);
  runner.listen(new Set([...told, 'process-fault']), occurrence => {
    if (occurrence.event === 'process-fault') terminal.complain(faultText(runner.system));
    if (told.size === 0) return;
    const event = runner.inWords(occurrence);
    if (events) onEventFile(() => events.write(eventJson(event)));
    const text = trace ? eventText(event) : undefined;
    if (text !== undefined) terminal.say(text);
    for (const picture of pictures) if (picture.interest.includes(event.event)) picture.take(event);
  });
}

/** What a run is to have around it. */
export interface Execution {
  readonly trace: boolean;
  /** It is shown so. */
  readonly pictures: readonly Picture[];
  /** The path of a file for the events. */
  readonly events: string | undefined;
  /** The clock at which it ends. */
  readonly limit: number;
  /** Looks on. */
  readonly onlooker?: Stops<never>;
  /** `leave`: ends the run. */
  input(leave: () => void): ConsoleInput;
}

/** Runs to the end, to the limit, or until SIGINT; a second one ends the process at once. */
export async function execute(
  system: Session,
  { trace, pictures, events: path, limit, onlooker, input: inputFor }: Execution,
  context: Context,
): Promise<Outcome> {
  const { terminal } = context;
  const events = openEvents(path);
  const runner = new Runner(system);
  listen(runner, { trace, events, pictures }, context);
  let interrupted = false;
  const interrupt = () => {
    if (interrupted) process.exit(statuses.interrupted);
    interrupted = true;
    input.interrupt();
  };
  const input = inputFor(interrupt);
  process.on('SIGINT', interrupt);
  const outcome = await runToEnd(
    runner,
    {
      input,
      output: byte => terminal.printByte(byte),
      async breathe() {
        onEventFile(() => events?.flush());
        await terminal.flush();
        await new Promise(resolve => setImmediate(resolve));
      },
      get interrupted() {
        return interrupted;
      },
    },
    limit,
    onlooker,
  );
  onEventFile(() => events?.close());
  for (const picture of pictures) picture.end();
  return outcome;
}

/** Says how it ended where the status alone does not; the result is the exit status. */
export function conclude(
  outcome: Exclude<Outcome, { reason: 'limit' }>,
  system: Session,
  { terminal }: Context,
): number {
  switch (outcome.reason) {
    case 'off':
      return outcome.status & 0xff;
    case 'interrupted':
      return statuses.interrupted;
    case 'panic':
      terminal.complain(`the kernel panicked at instruction ${system.machine.count}`);
      return statuses.panic;
    case 'double-fault':
      terminal.complain(doubleFaultText(outcome, system, ` at instruction ${system.machine.count}`));
      return statuses.panic;
    case 'deadlock':
      terminal.complain(deadlock(system));
      return statuses.deadlock;
  }
}

function deadlock(system: Session): string {
  return `nothing can happen any more at instruction ${system.machine.count}: ${waitingText(system)}`;
}
