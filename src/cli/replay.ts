/** `ringside replay`: runs what has been recorded again, to the instruction. */
import { bootRecording, readRecording } from '../boot';
import { TypedInput, openSession } from '../session';
import type { Command, Context } from './context';
import { conclude, eventsOption, execute } from './execute';
import { Failure } from './failure';
import { readNamed } from './host-files';
import { launchOptions } from './launch';
import { type Arguments, UsageError } from './options';
import { pictureOptions, picturesOf } from './pictures';
import { statuses } from './statuses';

const own = launchOptions.filter(({ name }) => ['--trace', '--max-instructions'].includes(name));

export const replayCommand: Command = {
  name: 'replay',
  summary: 'run again what has been recorded',
  usage: ['replay [options] RECORDING'],
  description: `Runs what 'ringside run --record' or the debugger has written, on the kernel and with the programs,
files and input that are in it: every instruction is the same. It prints what was printed. With the
debugger: "replay": "RECORDING" in a launch configuration.`,
  options: [...own, ...pictureOptions, eventsOption],
  statuses: [
    ['N', 'as the run that was recorded'],
    [String(statuses.limit), 'the limit of --max-instructions was reached'],
    [String(statuses.bad), 'bad usage, or no recording'],
  ],
  examples: [
    ['ringside replay lost.run', 'prints what the run has printed'],
    ['ringside replay --trace lost.run', 'tells what happened in it'],
  ],
  run,
};

async function run(given: Arguments, context: Context): Promise<number> {
  const [path, ...more] = given.rest;
  if (path === undefined) throw new UsageError('which recording?');
  if (more.length > 0) throw new UsageError('one recording at a time');
  const read = await readRecording(readNamed(path));
  if ('problem' in read) throw new Failure(`cannot replay ${path}: ${read.problem}`);
  const { end, status = 0 } = read.value;
  const { system: booted, problem, diagnostics } = bootRecording(read.value, context);
  context.terminal.report(diagnostics);
  if (!booted) throw new Failure(`cannot replay ${path}: ${problem}`);
  const system = openSession(booted);
  const most = given.number('--max-instructions', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
  const outcome = await execute(
    system,
    {
      trace: given.has('--trace'),
      pictures: picturesOf(given, system, context.terminal),
      events: given.value(eventsOption.name),
      limit: Math.min(end, most),
      input: () => new TypedInput(),
    },
    context,
  );
  if (outcome.reason !== 'limit') return conclude(outcome, system, context);
  const { count } = system.machine;
  if (count < end) {
    context.terminal.complain(`stopped after ${count} instructions of ${end} (--max-instructions)`);
    return statuses.limit;
  }
  // Here, and not at the limit, the run has been found to wait for ever.
  if (status === statuses.deadlock) return conclude({ reason: 'deadlock' }, system, context);
  context.terminal.complain(`the recording ends here, at instruction ${count}`);
  return status;
}
