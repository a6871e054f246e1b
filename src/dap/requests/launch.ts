/** Requests that begin and end a session: what is launched, with which machine, and how it goes away. */
import { type Booted, bootLaunch, launchTable, withFiles, withPaths } from '../../boot';
import { openSession } from '../../session';
import { Debugger } from '../../debugger';
import { type LaunchRequest, launchRequest } from '../attributes';
import { capabilities } from '../capabilities';
import type { BuildReport } from '../../protocol';
import type { Client } from '../client';
import type { Context, Run } from '../context';
import { diagnosticOutput, diagnosticRow } from '../diagnostics';
import { RequestError } from '../errors';
import { Events } from '../events';
import { ShownAddresses } from '../memory-reference';
import { Answer, type Handlers } from '../requests';

export function launchHandlers(context: Context) {
  /** Ends the wait of a launch for `configurationDone`. */
  let configured: { resolve(): void; reject(reason: RequestError): void } | undefined;
  /** The client no longer wants what is being built or configured. */
  let unwanted = false;

  async function launch(given: Readonly<Record<string, unknown>>) {
    if (context.phase !== 'initialized')
      throw new RequestError('out-of-order', 'a program has been launched already');
    const request = requested(given, context.client);
    context.phase = 'building';
    context.sources.opensBundled = request.bundledUris;
    const configuration = new Promise<void>((resolve, reject) => (configured = { resolve, reject }));
    await Promise.all([configuration, whileBuilding(context, () => prepare(request))]);
    return new Answer(undefined, () => context.run?.debugger.start());
  }

  async function prepare(request: LaunchRequest): Promise<void> {
    try {
      context.run = await build(request);
    } catch (error) {
      if (!unwanted) context.phase = 'initialized';
      throw error;
    }
    context.phase = 'configuring';
    context.send('initialized');
  }

  async function build(request: LaunchRequest): Promise<Run> {
    unwanted = false;
    const run = await makeRun(request, context);
    if (unwanted) throw cancelled();
    return run;
  }

  async function restart(given: Readonly<Record<string, unknown>> | undefined) {
    const before = context.run;
    if (!before || context.phase === 'configuring')
      throw new RequestError('out-of-order', 'there is nothing to restart yet');
    const request = given ? requested(given, context.client) : before.request;
    await whileBuilding(context, async () => replace(before, await build(request)));
    return new Answer(undefined, () => context.run?.debugger.start());
  }

  function replace(before: Run, run: Run): void {
    before.debugger.terminate();
    before.events.flush();
    context.handles.restart();
    context.shown = new ShownAddresses();
    for (const threadId of context.threads.clear()) context.send('thread', { reason: 'exited', threadId });
    context.run = run;
    context.phase = 'running';
    if (run.request.noDebug) return;
    for (const breakpoint of context.breakpoints.reapply(run.debugger)) run.events.sendBreakpoint(breakpoint);
  }

  function cancel(): void {
    unwanted = true;
    configured?.reject(cancelled());
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

    restart: ({ arguments: given }) => restart(given as Readonly<Record<string, unknown>> | undefined),

    terminate() {
      if (context.phase === 'initialized')
        throw new RequestError('out-of-order', 'nothing has been launched yet');
      return new Answer(undefined, () => {
        cancel();
        endMachine(context);
      });
    },

    disconnect() {
      return new Answer(undefined, () => {
        cancel();
        context.close();
      });
    },
  } satisfies Partial<Handlers>;
}

const cancelled = () => new RequestError('cancelled', 'the launch was cancelled');

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
async function makeRun(request: LaunchRequest, context: Context): Promise<Run> {
  const { ports, cache } = context;
  const { launch } = request;
  const events = new Events(context);
  for (const note of request.notes) events.console(note);
  const booted = await withFiles(ports.files, files =>
    bootLaunch(launch, { guest: ports.guest, files, cache }),
  );
  tellDiagnostics(booted, context);
  const { system, problem = 'there is no machine' } = booted;
  if (!system) throw new RequestError('not-built', problem);
  const machine = new Debugger(
    {
      system: openSession(system),
      guest: ports.guest,
      stopOnEntry: launch.stopOnEntry,
      trace: launch.trace,
      async yieldToHost() {
        events.breathe();
        await ports.yieldToHost();
      },
    },
    events,
  );
  machine.subscribe(context.subscribed);
  context.threads.all = launch.allProcesses;
  if (!request.bundledUris && ports.folder !== undefined)
    await context.sources.findOnDisk(ports.files, ports.folder);
  return { debugger: machine, system, request, events };
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
