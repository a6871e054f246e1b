/** A long build: what a client hears of it, and how it ends what it does not want any more. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine } from '../support/command-line';
import { type Body, type DapClient, asVsCode } from '../support/dap-client';
import { root } from '../support/guest';
import { hello } from './programs';
import { withClient } from './with-client';

const kernel = join(root, 'guest/kernel');
const sources = readdirSync(kernel);
const files = {
  'hello.c': hello,
  ...Object.fromEntries(sources.map(name => [`kernel/${name}`, readFileSync(join(kernel, name), 'utf8')])),
};
const attributes = { program: 'hello.c', kernel: 'kernel', trace: false };
const withProgress = { ...asVsCode, supportsProgressReporting: true };

const lastSeq = (client: DapClient): number => client.record.filter(({ sent }) => sent).at(-1)!.message.seq;

/** Begins a launch that takes its time; the result is its number, its answer and the progress that is told. */
async function beginLaunch(client: DapClient) {
  await client.request('initialize', withProgress);
  const answer = client.ask('launch', attributes);
  const seq = lastSeq(client);
  const progress: Body = await client.event('progressStart');
  return { answer, seq, progress };
}

async function launchesAgain(client: DapClient): Promise<void> {
  const answer = client.ask('launch', { ...attributes, stopOnEntry: false });
  await client.event('initialized');
  await client.request('configurationDone');
  assert.ok((await answer).success);
  assert.deepEqual(await client.event('exited'), { exitCode: 7 });
}

describe('a long build', () => {
  before(buildCommandLine);

  it('is told piece by piece to a client that shows progress', () =>
    withClient(files, async ({ client }) => {
      const { progress } = await beginLaunch(client);
      assert.equal(progress.title, 'Building hello.c');
      assert.equal(progress.cancellable, true);
      const { progressId } = progress;
      assert.deepEqual(await client.event('progressEnd'), { progressId });
      await client.event('initialized');
      const updates = client.events('progressUpdate');
      const told = [progress, ...updates].map(({ message }) => message);
      const code = sources.filter(name => /\.(c|toy)$/.test(name));
      assert.equal(new Set(told).size, told.length);
      assert.ok(told.length > code.length / 2, told.join());
      for (const name of told) assert.ok(['hello.c', ...code].includes(name), name);
      assert.ok(updates.every(body => body.progressId === progressId));
      await client.disconnect();
    }));

  it('is not told to another one', () =>
    withClient(files, async ({ client }) => {
      await client.launch(attributes);
      assert.deepEqual(client.events('progressStart'), []);
      await client.disconnect();
    }));

  it('ends when its progress is cancelled, and the next launch goes on from there', () =>
    withClient(files, async ({ client }) => {
      const { answer, progress } = await beginLaunch(client);
      await client.request('cancel', { progressId: progress.progressId });
      const { success, message, body } = await answer;
      assert.deepEqual([success, message, body.error.showUser], [false, 'cancelled', false]);
      await client.event('progressEnd');
      await launchesAgain(client);
    }));

  it('ends when its request is cancelled', () =>
    withClient(files, async ({ client }) => {
      const { answer, seq } = await beginLaunch(client);
      await client.request('cancel', { requestId: seq });
      assert.equal((await answer).message, 'cancelled');
      await launchesAgain(client);
    }));

  it('goes on when a request is cancelled that waits for it', () =>
    withClient(files, async ({ client }) => {
      const { answer } = await beginLaunch(client);
      const waiting = client.ask('loadedSources');
      const seq = lastSeq(client);
      const other = client.ask('loadedSources');
      await client.request('cancel', { requestId: seq });
      assert.equal((await waiting).message, 'cancelled');
      assert.ok((await other).success);
      await client.request('cancel', { requestId: seq });
      await client.request('cancel', { progressId: 'none' });
      await client.request('configurationDone');
      assert.ok((await answer).success);
      await client.disconnect();
    }));

  it('ends with the session', () =>
    withClient(files, async ({ client }) => {
      const { answer } = await beginLaunch(client);
      await client.request('terminate');
      assert.equal((await answer).message, 'the launch was cancelled');
      await client.event('terminated');
      await client.disconnect();
    }));
});

describe('a launch that waits for its configuration', () => {
  before(buildCommandLine);

  it('ends the session when it is cancelled', () =>
    withClient(files, async ({ client }) => {
      await client.request('initialize', asVsCode);
      const answer = client.ask('launch', { program: 'hello.c' });
      const seq = lastSeq(client);
      await client.event('initialized');
      await client.request('cancel', { requestId: seq });
      assert.equal((await answer).message, 'cancelled');
      await client.event('terminated');
      await client.disconnect();
    }));
});
