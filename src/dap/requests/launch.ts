/** Requests that begin and end a session: what is launched, with which machine, and how it goes away. */
import {
  type AsyncFiles,
  type Booted,
  type GuestFiles,
  type Launch,
  type Recording,
  bootLaunch,
  bootRecording,
  launchTable,
  readRecording,
  recordingOf,
  titleOf,
  withFiles,
  withPaths,
  writeRecording,
} from '../../boot';
import { openSession } from '../../session';
import { Debugger } from '../../debugger';
import { type LaunchRequest, launchRequest } from '../attributes';
import { capabilities } from '../capabilities';
import type { BuildReport } from '../../protocol';
import type { Client } from '../client';
import type { Context, Run } from '../context';
import { diagnosticOutput, diagnosticRow } from '../diagnostics';
import { RequestError, cancelled } from '../errors';
import { Events } from '../events';
import { Progress } from '../progress';
import { ShownAddresses } from '../memory-reference';
import { Answer, type Handlers } from '../requests';
import { toBase64 } from '../../source';
import { bundledText } from '../sources';

export function launchHandlers(context: Context) {
  /** Ends the wait of a launch for `configurationDone`. */
  let configured: { resolve(): void; reject(reason: RequestError): void } | undefined;
  /** The `seq` of the launch or restart under way. */
  let underway: number | undefined;
  /** Why the client no longer wants what is being built. */
  let unwanted: RequestError | undefined;
  let progress: Progress | undefined;
  let builds = 0;

  async function launch(given: Readonly<Record<string, unknown>>, seq: number) {
    if (context.phase !== 'initialized')
      throw new RequestError('out-of-order', 'a program has been launched already');
    const request = requested(given, context.client);
    context.phase = 'building';
    underway = seq;
    context.sources.opensBundled = request.bundledUris;
    for (const name of request.follows) if (!context.followed.has(name)) context.followed.set(name, {});
    const configuration = new Promise<void>((resolve, reject) => (configured = { resolve, reject }));
    await Promise.all([configuration, whileBuilding(context, () => prepare(request))]);
    underway = undefined;
    return new Answer(undefined, () => context.run?.debugger.start());
  }

  async function prepare(request: LaunchRequest): Promise<void> {
    try {
      context.run = await build(request);
    } catch (error) {
      if (context.phase === 'building') context.phase = 'initialized';
      throw error;
    }
    context.phase = 'configuring';
    if (request.launch.history === 0)
      context.send('capabilities', {
        capabilities: { supportsStepBack: false, supportsRestartFrame: false },
      });
    context.send('initialized');
  }

  async function build(request: LaunchRequest): Promise<Run> {
    const { client, ports } = context;
    const wanted = () => {
      if (unwanted) throw unwanted;
    };
    unwanted = undefined;
    const send = client.takesProgress ? context.send : undefined;
    progress = new Progress(`build-${++builds}`, `Building ${titleOf(request.launch.program)}`, send);
    try {
      const run = await makeRun(request, context, async source => {
        progress?.done(source);
        await ports.yieldToHost();
        wanted();
      });
      wanted();
      return run;
    } finally {
      progress.end();
      progress = undefined;
    }
  }

  async function restart(given: Readonly<Record<string, unknown>> | undefined, seq: number) {
    const before = context.run;
    if (!before || context.phase === 'configuring')
      throw new RequestError('out-of-order', 'there is nothing to restart yet');
    const request = given ? requested(given, context.client) : before.request;
    underway = seq;
    context.keepDisk();
    await whileBuilding(context, async () => replace(before, await build(request)));
    underway = undefined;
    return new Answer(undefined, () => context.run?.debugger.start());
  }

  function replace(before: Run, run: Run): void {
    before.debugger.terminate();
    before.events.flush();
    run.events.clearTerminal();
    context.handles.restart();
    context.forgetFailure();
    context.shown = new ShownAddresses();
    for (const threadId of context.threads.clear()) context.send('thread', { reason: 'exited', threadId });
    before.events.unloaded();
    context.run = run;
    context.phase = 'running';
    if (run.request.noDebug) return;
    for (const breakpoint of context.breakpoints.reapply(run.debugger)) run.events.sendBreakpoint(breakpoint);
  }

  /** Breaks off a launch, or the build of a restart. */
  function cancel(reason: RequestError): void {
    unwanted = reason;
    configured?.reject(reason);
  }

  return {
    initialize(given) {
      if (context.phase !== 'new')
        throw new RequestError('out-of-order', 'initialize has been answered already');
      context.client.initialize(given);
      context.phase = 'initialized';
      return capabilities;
    },

    launch,

    attach() {
      throw new RequestError('unknown-command', 'Ringside cannot attach: it launches a machine of its own');
    },

    configurationDone() {
      if (context.phase !== 'configuring' || !configured)
        throw new RequestError('out-of-order', 'configurationDone belongs between launch and its answer');
      context.phase = 'running';
      return new Answer(undefined, configured.resolve);
    },

    restart: ({ arguments: given }, seq) =>
      restart(given as Readonly<Record<string, unknown>> | undefined, seq),

    async 'ringside/recording'({ moment = false }) {
      const run = context.launched;
      const { present, visits } = run.debugger.time;
      const recording = recordingOf(run, present, moment ? 'moment' : 'recording');
      return { content: toBase64(await writeRecording({ ...recording, bookmarks: visits.bookmarks })) };
    },

    cancel({ requestId, progressId }) {
      if (requestId !== undefined) context.waiting.get(requestId)?.();
      context.cancelWork(requestId, progressId);
      const isUnderway = requestId !== undefined && requestId === underway;
      if (!isUnderway && (progressId === undefined || progressId !== progress?.id)) return undefined;
      return new Answer(undefined, () => {
        cancel(new RequestError('cancelled', cancelled));
        if (context.phase === 'configuring') endMachine(context);
      });
    },

    terminate() {
      if (context.phase === 'initialized')
        throw new RequestError('out-of-order', 'nothing has been launched yet');
      return new Answer(undefined, () => {
        cancel(atEnd());
        endMachine(context);
      });
    },

    disconnect() {
      context.keepDisk();
      return new Answer(undefined, () => {
        cancel(atEnd());
        context.close();
      });
    },
  } satisfies Partial<Handlers>;
}

const atEnd = () => new RequestError('cancelled', 'the launch was cancelled');

/** Has other requests wait for the work. */
async function whileBuilding(context: Context, work: () => Promise<void>): Promise<void> {
  const building = work();
  context.building = building.catch(() => {});
  try {
    await building;
  } finally {
    context.building = undefined;
  }
}

/** Ends the machine, whatever it does; the client hears of it once. */
function endMachine(context: Context): void {
  if (context.phase === 'ended') return;
  const { run } = context;
  run?.debugger.terminate();
  (run?.events ?? new Events(context)).terminated();
}

/** With the paths as the tools have them; clients without groups and colours are told events where the launch asks for it. */
function requested(given: Readonly<Record<string, unknown>>, client: Client): LaunchRequest {
  const request = launchRequest(given, client.isVsCode);
  return { ...request, launch: withPaths(launchTable, request.launch, path => client.fromPath(path)) };
}

/** Builds the machine and its debugger, not yet started; tells the client what the tools say. */
async function makeRun(
  request: LaunchRequest,
  context: Context,
  between: (source: string) => Promise<void>,
): Promise<Run> {
  const { ports } = context;
  const events = new Events(context, request.launch.console);
  for (const note of request.notes) events.say(note);
  const { booted, launch, guest, recording } = await bootRequested(request.launch, context, between);
  tellDiagnostics(booted, context);
  const { system, read, problem = 'there is no machine' } = booted;
  if (!system) throw new RequestError('not-built', problem);
  const machine = new Debugger(
    {
      system: openSession(system),
      guest,
      ...(recording && { recording }),
      stopOnEntry: launch.stopOnEntry,
      stopOnExit: launch.stopOnExit,
      stepIntoLibrary: launch.stepIntoLibrary,
      history: launch.history,
      trace: launch.trace,
      async yieldToHost() {
        events.breathe();
        await ports.yieldToHost();
      },
    },
    events,
  );
  machine.subscribe(context.subscribed);
  for (const [name, wishes] of context.followed) machine.follow(name, wishes);
  context.threads.all = launch.allProcesses;
  context.sources.know(machine.sources().map(({ path }) => path));
  if (!request.bundledUris && ports.folder !== undefined)
    await context.sources.findOnDisk(ports.files, ports.folder);
  const texts = recording ? recordedSources(machine, recording, guest) : new Map<string, Uint8Array>();
  await context.sources.serve(texts, ports.files);
  return { debugger: machine, system, launch, read, guest, request, events };
}

interface Requested {
  readonly booted: Booted;
  /** With what a recording says of it. */
  readonly launch: Launch;
  readonly guest: GuestFiles;
  readonly recording?: Recording;
}

async function bootRequested(
  launch: Launch,
  { ports, cache }: Context,
  between: (source: string) => Promise<void>,
): Promise<Requested> {
  const { guest, files } = ports;
  if (launch.replay === '') {
    const booted = await withFiles(
      files,
      (found, done) => bootLaunch(launch, { guest, files: found, cache: cache.followed(done) }),
      between,
    );
    return { booted, launch, guest };
  }
  const recording = await recordingAt(launch.replay, files);
  const booted = bootRecording(recording, { guest, cache });
  const { console } = launch;
  return {
    booted,
    launch: { ...launch, ...recording.launch, console, disk: '' },
    guest: booted.guest,
    recording,
  };
}

async function recordingAt(path: string, files: AsyncFiles): Promise<Recording> {
  const bytes = await files.read(path);
  if (!bytes) throw new RequestError('not-built', `replay: cannot read ${path}: no such file`);
  const read = await readRecording(bytes);
  if ('value' in read) return read.value;
  throw new RequestError('not-built', `replay: ${path} cannot be run: ${read.problem}`);
}

/** The texts of the sources that its programs were made of, by their paths. */
function recordedSources(
  machine: Debugger,
  { files }: Recording,
  guest: GuestFiles,
): Map<string, Uint8Array> {
  const texts = new Map<string, Uint8Array>();
  for (const { path } of machine.sources()) {
    const text = files.get(path) ?? bundledText(path, guest);
    if (text) texts.set(path, text);
  }
  return texts;
}

function tellDiagnostics({ system, diagnostics, problem }: Booted, context: Context): void {
  for (const diagnostic of diagnostics)
    context.send('output', diagnosticOutput(diagnostic, context.client, context.sources));
  context.send('ringside/diagnostics', {
    diagnostics: diagnostics.map(diagnosticRow),
    failed: !system,
    ...(!system && problem !== undefined && { problem }),
  } satisfies BuildReport);
}
