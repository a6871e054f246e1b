/** The program's console for a client: a terminal in VS Code, `output` events and the REPL elsewhere. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { type Body, type DapClient, asVsCode } from '../support/dap-client';
import { withClient } from './with-client';

const vsCode = { ...asVsCode, clientID: 'vscode', supportsANSIStyling: true };

const greeter = {
  'greeter.c': `#include <stdio.h>
int main(void)
{
    char name[32];

    printf("name? ");
    fflush(stdout);
    while (fgets(name, sizeof name, stdin))
        printf("hello, %s", name);
    return 3;
}
`,
};

async function start(client: DapClient, as: object, more: object = {}): Promise<void> {
  const { answer } = await client.launch({ program: 'greeter.c', stopOnEntry: false, ...more }, as);
  await client.request('configurationDone');
  assert.ok((await answer).success);
  await waits(client, true);
}

const waits = (client: DapClient, waitsForInput: boolean) =>
  client.event('ringside/status', body => body.waitsForInput === waitsForInput);

const shown = (client: DapClient) =>
  client
    .events('ringside/terminal')
    .map(({ text }) => text)
    .join('');

const names = async (client: DapClient): Promise<string[]> =>
  (await client.request('threads')).threads.map(({ name }: Body) => name);

describe('the console of the program, in VS Code', () => {
  before(buildCommandLine);

  it('is a terminal: keys go to the kernel, which echoes and edits them', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, vsCode);
      assert.equal(shown(client), 'name? ');
      assert.deepEqual(await names(client), ['2 greeter (waits for input)']);
      for (const text of ['b', 'o', '\x7f', 'e\r', '\x04']) await client.request('ringside/input', { text });
      await client.event('terminated');
      assert.equal(shown(client), 'name? bo\b \be\nhello, be\n');
      assert.equal(client.text('stdout'), '');
      assert.deepEqual(client.events('ringside/terminal').at(-1), {
        text: '',
        ended: 'the machine is off, with status 3',
      });
    }));

  it('ends the program at ^C', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, vsCode);
      await client.request('ringside/input', { text: 'x\x03' });
      assert.deepEqual(await client.event('exited'), { exitCode: 130 });
      assert.equal(shown(client), 'name? x^C\n');
      assert.match(client.text().replace(/\x1b\[\d*m|\s+/g, ' '), /killed +by +SIGINT/);
    }));

  it('is cleared for the machine of a restart', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, vsCode);
      await client.request('restart');
      await client.event('ringside/terminal', ({ text }) => text === '\x1b[2J\x1b[3J\x1b[H');
      await client.event('ringside/terminal', ({ text }) => text === 'name? ');
    }));

  it('has VS Code ask again what the threads do when one begins to wait', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, vsCode);
      await client.event('thread', ({ reason }) => reason === 'started');
      await client.event('thread', ({ reason }) => reason === 'started');
    }));

  it('still waits while the machine is stopped, and not any more when it has input', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, vsCode, { trace: false });
      await client.request('pause', { threadId: 2 });
      await client.stopped();
      assert.equal((await waits(client, true)).running, false);
      assert.deepEqual((await names(client)).includes('2 greeter (waits for input)'), true);
      await client.request('ringside/endInput');
      await client.request('continue', { threadId: 2 });
      await client.event('terminated');
    }));

  it('is the Debug Console if the launch says so, and the input a stream', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, vsCode, { console: 'internalConsole', trace: false });
      await client.request('evaluate', { expression: 'x\x7fbo', context: 'repl' });
      await client.request('ringside/endInput');
      await client.event('terminated');
      assert.equal(client.text('stdout'), 'name? hello, x\x7fbo\n');
      assert.deepEqual(client.events('ringside/terminal'), []);
      assert.match(
        client.text(),
        /waits for input: type it here; the command “Ringside: End Console Input” ends it\n/,
      );
    }));
});

describe('the console of the program, in other editors', () => {
  it('is output and the REPL, whatever the launch says, and how to end the input is told once', () =>
    withClient(greeter, async ({ client }) => {
      await start(client, asVsCode, { console: 'integratedTerminal' });
      await client.request('evaluate', { expression: 'bob', context: 'repl' });
      await client.event('output', ({ output }) => output.includes('bob'));
      await client.request('ringside/endInput');
      await client.event('terminated');
      assert.equal(client.text('stdout'), 'name? hello, bob\n');
      assert.equal(
        client.text('console'),
        'waits for input: type it here; the request ringside/endInput ends it\nthe machine is off, with status 3\n',
      );
    }));
});
