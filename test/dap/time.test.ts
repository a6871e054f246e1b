/** Going back over the protocol: back by lines and instructions, in reverse, to the entry of a call, to an instant. */
import assert from 'node:assert/strict';
import { buildCommandLine } from '../support/command-line';
import { type DapClient, asVsCode } from '../support/dap-client';
import { lineOf, lines, withClient } from './with-client';

const program = `#include <stdio.h>

static int square(int x)
{
    int result = x * x;
    return result; /* return */
}

int main(void)
{
    int sum = 0;
    for (int i = 1; i < 4; i++)
        sum += square(i); /* body */
    printf("%d\\n", sum); /* print */
    return sum; /* last */
}
`;
/** Both stand in one page. */
const endless = 'int before, turns;\nint main(void) { before = 1; for (;;) turns++; }\n';
const at = (mark: string) => lineOf(program, `/* ${mark} */`);
const thread = { threadId: 2 };
const attributes = { program: 'p.c', trace: false };
const files = { 'p.c': program };

async function top(client: DapClient): Promise<string> {
  const [frame] = await client.stack(2);
  return `${frame.name.split(' ')[0]} ${frame.line}`;
}

async function value(client: DapClient, expression: string): Promise<string> {
  const [frame] = await client.stack(2);
  const { result } = await client.request('evaluate', { expression, frameId: frame.id, context: 'watch' });
  return result as string;
}

describe('going back over the protocol', () => {
  before(buildCommandLine);

  it('is offered, and taken back where the launch keeps no history', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { ...attributes, history: 0 });
      const offered = client.record.find(
        ({ message }) => message.command === 'initialize' && !message.arguments,
      );
      assert.equal(offered?.message.body.supportsStepBack, true);
      const { capabilities } = await client.event('capabilities');
      assert.deepEqual(capabilities, { supportsStepBack: false, supportsRestartFrame: false });
      assert.match(await client.refused('stepBack', thread), /this session cannot go back/);
    }));

  it('goes by lines and by instructions, to the entry of a call, and to the stops before', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('return'))]);
      for (let call = 0; call < 3; call++) await client.go('continue', thread, 'breakpoint');
      assert.equal(await value(client, 'x'), '3');
      await client.go('stepBack', thread, 'step');
      assert.equal(await top(client), `square ${at('return') - 1}`);
      await client.go('stepBack', thread, 'step');
      assert.equal(await top(client), `main ${at('body')}`);
      assert.equal(await value(client, 'sum'), '5');
      await client.go('stepBack', { ...thread, granularity: 'instruction' }, 'step');
      await client.go('reverseContinue', thread, 'breakpoint');
      assert.deepEqual([await top(client), await value(client, 'x')], [`square ${at('return')}`, '2']);
      const [frame] = await client.stack(2);
      await client.go('restartFrame', { frameId: frame.id }, 'restart');
      assert.equal(await top(client), `square ${at('return') - 1}`);
    }));

  it('has its commands in the Debug Console of every client', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('last'))]);
      await client.go('continue', thread, 'breakpoint');
      const say = async (expression: string) => {
        await client.request('evaluate', { expression, context: 'repl' });
        const { text } = await client.stopped();
        return text as string;
      };
      assert.match(
        await say('wrote sum'),
        /^sum about to be written by main\+\w+ of 2 p: is 5, will be 14; in the past/,
      );
      assert.equal(await top(client), `main ${at('body')}`);
      assert.match(await say('back'), /^back: /);
      const { count } = client.events('ringside/status').at(-1);
      assert.match(await say('reverse'), /^the first instant/);
      assert.match(
        await say(`goto ${count.toLocaleString('en-US')}`),
        new RegExp(`in the past: instruction ${count} of`),
      );
      const refused = async (expression: string) =>
        client.refused('evaluate', { expression, context: 'repl' });
      assert.equal(await refused('goto'), 'it is written so: goto N');
      assert.match(await refused('goto x'), /^there is no instant/);
      assert.match(await refused('wrote 7'), /^7 stands nowhere/);
      await client.go(
        'ringside/lastWrite',
        { expression: 'sum', frameId: (await client.stack(2))[0].id },
        'breakpoint',
      );
    }));

  it('has commands to go to what happened, keeps instants, and tells its commands', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('last'))]);
      await client.go('continue', thread, 'breakpoint');
      const type = (expression: string) => client.request('evaluate', { expression, context: 'repl' });
      const say = async (expression: string) => {
        await type(expression);
        return (await client.stopped()).text as string;
      };
      assert.match(await say('whence sum'), /^sum comes from here, (one step|\d+ steps) back: main\+0x/);
      assert.equal(await top(client), `main ${at('body')}`);
      assert.match(await say('earlier'), /^instruction \d+/);
      assert.match(await say('later'), /; in the past/);
      assert.match(await say(`last ${at('return')}`), /^line 6: square/);
      assert.equal(await value(client, 'x'), '3');
      await type('bookmark a square');
      await client.event('output', ({ output }) => /^ *\d+ {2}a square$/m.test(output));
      const { instants } = await client.request('ringside/instants');
      assert.equal(instants.filter((row: { text?: string }) => row.text === 'a square').length, 1);
      assert.match(await say('back out'), /^back: main/);
      assert.match(await say('back into'), /^back: /);
      assert.match(await say('birth 2'), /^process-start of 2/);
      assert.match(await say('last trap'), /^(trap|there is no trap)/);
      await type('help');
      await client.event('output', ({ output }) => /^whence VARIABLE +to where/m.test(output));
      const { result } = await type('ask count call square >= 2');
      assert.match(result, /^ {2}holds: it happens (\w+ times|twice)\n +[\d,]+ {2}2 p +call square\(/);
      const refused = (expression: string) => client.refused('evaluate', { expression, context: 'repl' });
      assert.match(
        await refused('ask never tarp'),
        /^there is no event tarp; .* \(column 7 of the question\)$/,
      );
      assert.match(await refused('last tarp'), /there is no event 'tarp'/);
      assert.match(await refused('death x'), /a process is meant by its number/);
      const { targets } = await client.request('completions', { text: 'wh', column: 3 });
      assert.ok(targets.some(({ label }: { label: string }) => label === 'whence'));
    }));

  it('compares two futures of an instant, and goes on with one', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('body'))]);
      await client.go('continue', thread, 'breakpoint');
      await client.go('continue', thread, 'breakpoint');
      const { count } = client.events('ringside/status').at(-1);
      const compared = await client.request('ringside/compare', { change: 'sum = 100' });
      assert.deepEqual([compared.count, compared.change], [count, 'sum = 100']);
      const { events, output, ends } = compared;
      assert.deepEqual(
        [events[0].asItIs.shown, events[0].changed.shown],
        ['write(1, "14\\n", 3)', 'write(1, "113\\n", 4)'],
      );
      assert.deepEqual(output, { at: 1, asItIs: '14\n', changed: '113\n' });
      assert.deepEqual([ends.asItIs.text, ends.changed.text], ['status 14', 'status 113']);
      const type = (expression: string) => client.request('evaluate', { expression, context: 'repl' });
      const { result } = await type('compare interrupt');
      assert.match(result, /^as it is: output "14\\n", status 14, .*\n.*\n[^]*\nthe output is the same$/);
      assert.equal(await value(client, 'sum'), '1');
      assert.match(
        await client.refused('ringside/compare', { change: 'sum' }),
        /^sum is no change: there are/,
      );
      assert.match(await client.refused('ringside/compare', { change: 'sum = 1' }), /changes nothing here/);
      await client.go('stepBack', thread, 'step');
      await type('change sum = 7');
      await client.event('output', ({ output: told }) => /the run goes on from here/.test(told));
      assert.equal(await value(client, 'sum'), '7');
    }));

  it('goes to the next time that a line is come to, and to the n-th of a call', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('print'))]);
      const say = async (expression: string) => {
        await client.request('evaluate', { expression, context: 'repl' });
        return (await client.stopped()).text as string;
      };
      // From the present on it runs.
      await client.go('ringside/nextLine', { path: 'p.c', line: at('return') }, 'goto');
      assert.deepEqual([await top(client), await value(client, 'x')], [`square ${at('return')}`, '1']);
      await client.go('continue', thread, 'breakpoint');
      assert.match(
        await say(`iteration 2 ${at('body')}`),
        /^line \d+ for the 2nd time in this call of main: /,
      );
      assert.equal(await value(client, 'i'), '2');
      assert.match(await say(`next ${at('return')}`), /^line \d+: square/);
      assert.equal(await value(client, 'x'), '2');
      assert.match(await say(`iteration 1`), /for the 1st time in this call of square/);
      assert.equal(await value(client, 'x'), '2');
      await client.go('ringside/goTo', { count: 0 }, 'goto');
      await client.go('ringside/nextLine', { path: 'p.c', line: at('return'), n: 3 }, 'goto');
      assert.equal(await value(client, 'x'), '3');
      await client.go('ringside/goTo', { count: 0 }, 'goto');
      const { text } = await client.go(
        'ringside/nextLine',
        { path: 'p.c', line: at('return'), n: 4 },
        'goto',
      );
      assert.match(text, /^line \d+ has been come to 3 times in all of the run, not 4/);
      const refused = (expression: string) => client.refused('evaluate', { expression, context: 'repl' });
      assert.match(await refused('iteration x'), /^nothing happens for the NaNth time/);
      assert.match(await refused('next x'), /^a line is meant by its number, not x/);
    }));

  it('says which part of what has been told and printed is still to come', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('last'))]);
      await client.go('continue', thread, 'breakpoint');
      const printed = () => client.events('ringside/status').at(-1).printed as number;
      assert.equal(printed(), 3);
      await client.go('ringside/nextLine', { path: 'p.c', line: at('print'), n: 1 }, 'goto');
      assert.equal(printed(), 0);
      await client.event('output', ({ output }) => /^in the past: what stands above/.test(output));
      await client.go('continue', thread, 'breakpoint');
      assert.equal(printed(), 3);
      await client.event('output', ({ output }) => output === 'in the present again\n');
    }));

  it('shows how far a long search has come, and ends it where that is cancelled', () =>
    withClient({ 'p.c': endless }, async ({ client }) => {
      const { answer } = await client.launch(attributes, { ...asVsCode, supportsProgressReporting: true });
      await client.request('configurationDone');
      await answer;
      await client.stopped('breakpoint');
      await client.request('continue', thread);
      await client.event('ringside/status', ({ running, count }) => running && count > 150_000_000);
      await client.go('pause', thread, 'pause');
      const { count } = client.events('ringside/status').at(-1);
      await client.request('evaluate', { expression: 'wrote before', context: 'repl' });
      const { progressId, cancellable } = await client.event(
        'progressStart',
        ({ title }) => title === 'Searching the run',
      );
      assert.equal(cancellable, true);
      await client.request('cancel', { progressId });
      const { text } = await client.stopped();
      assert.match(text, /^back where the search began/);
      await client.event('progressEnd');
      assert.equal(client.events('ringside/status').at(-1).count, count);
    }));

  it('goes to any instant, and forwards again to the end, which prints once', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', attributes, [lines('p.c', at('last'))]);
      await client.go('continue', thread, 'breakpoint');
      const there = client.events('ringside/status').at(-1);
      assert.equal(there.present, undefined);
      await client.go('reverseContinue', thread, 'breakpoint');
      await client.go('ringside/goTo', { count: there.count - 100 }, 'goto');
      const { count, present } = client.events('ringside/status').at(-1);
      assert.deepEqual([count, present], [there.count - 100, there.count]);
      assert.match(await client.refused('ringside/goTo', { count: there.count + 1 }), /there is no instant/);
      await client.go('continue', thread, 'breakpoint');
      assert.equal(await top(client), `main ${at('last')}`);
      await client.request('continue', thread);
      await client.event('terminated');
      assert.equal(client.text('stdout'), '14\n');
    }));
});
