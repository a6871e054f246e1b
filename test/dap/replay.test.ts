/** Recordings over the protocol: a session's run is saved, and run again by another adapter. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside } from '../support/command-line';
import type { DapClient } from '../support/dap-client';
import { lineOf, lines, withClient } from './with-client';

const program = `#include <stdio.h>

int total = 1;

int main(void)
{
    char line[20];
    fgets(line, sizeof line, stdin); /* read */
    total += line[0];
    printf("%d\\n", total); /* print */
    return total; /* last */
}
`;
const at = (mark: string) => lineOf(program, `/* ${mark} */`);
const thread = { threadId: 2 };
const files = { 'p.c': program };

async function value(client: DapClient, expression: string): Promise<string> {
  const [frame] = await client.stack(2);
  const { result } = await client.request('evaluate', { expression, frameId: frame.id, context: 'watch' });
  return result as string;
}

async function clock(client: DapClient): Promise<number> {
  const { count } = client.events('ringside/status').at(-1)!;
  return count as number;
}

/** A run with something typed and something set by hand, as far as its last line. */
async function recordIn(client: DapClient, moment: boolean): Promise<{ count: number; bytes: Buffer }> {
  await client.startTo('breakpoint', { program: 'p.c', trace: false }, [
    lines('p.c', at('print'), at('last')),
  ]);
  await client.request('ringside/input', { text: 'A\n' });
  await client.go('continue', thread, 'breakpoint');
  const [frame] = await client.stack(2);
  await client.request('setExpression', { expression: 'total', value: '500', frameId: frame.id });
  await client.go('continue', thread, 'breakpoint');
  if (moment) await client.go('reverseContinue', thread, 'breakpoint');
  const count = await clock(client);
  const { content } = await client.request('ringside/recording', { moment });
  return { count, bytes: Buffer.from(content as string, 'base64') };
}

const replay = { replay: 'r.ringside', trace: false };

describe('a replay', () => {
  before(buildCommandLine);

  it('is made by itself of a run that has failed, where the launch asks for it', () =>
    withClient(
      { 'bad.c': 'int main(int argc, char **argv) { return 1 / (argc - 1); }\n' },
      async ({ client, folder }) => {
        await client.startTo('breakpoint', { program: 'bad.c', trace: false, recordFailure: 'r.ringside' });
        await client.request('continue', { threadId: 2 });
        await client.event('terminated');
        await client.disconnect();
        assert.equal(await client.ended, 0);
        const again = ringside(['replay', 'r.ringside'], { folder });
        assert.equal(again.status, 128 + 8, again.error);
      },
    ));

  it('runs a session again with what was typed and set in it, stops at its end, and goes on from there', () =>
    withClient(files, async ({ client: first, folder: origin }) => {
      const { count: end, bytes } = await recordIn(first, false);
      writeFileSync(join(origin, 'p.c'), 'something else\n');
      await withClient({}, async ({ client, folder }) => {
        writeFileSync(join(folder, 'r.ringside'), bytes);
        await client.startTo('breakpoint', replay);
        const [main] = await client.stack(2);
        assert.deepEqual([main.name, main.source.origin], ['main (p, user)', 'from the recording']);
        const { content } = await client.request('source', {
          source: main.source,
          sourceReference: main.source.sourceReference,
        });
        assert.equal(content, program);
        await client.go('continue', thread, 'pause');
        assert.deepEqual([await clock(client), await value(client, 'total')], [end, '500']);
        await client.go('reverseContinue', thread, 'breakpoint');
        await client.request('ringside/goTo', { count: end });
        await client.stopped();
        await client.request('continue', thread);
        const { exitCode } = await client.event('exited');
        assert.equal(exitCode, 500 & 0xff);
        assert.match(client.text(), /^500$/m);
      });
    }));

  it('of a moment stops where that was taken, and the run goes on to its end', () =>
    withClient(files, async ({ client: first }) => {
      const { count, bytes } = await recordIn(first, true);
      await withClient(files, async ({ client, folder }) => {
        writeFileSync(join(folder, 'r.ringside'), bytes);
        await client.startTo('breakpoint', replay);
        assert.equal(await clock(client), count);
        const [{ source }] = await client.stack(2);
        await client.request('setBreakpoints', { source, breakpoints: [{ line: at('read') }] });
        await client.go('reverseContinue', thread, 'breakpoint');
        const [frame] = await client.stack(2);
        assert.equal(frame.line, at('read'));
        await client.go('continue', thread, 'breakpoint');
        assert.equal(await clock(client), count);
        await client.go('continue', thread, 'pause');
        assert.equal(await value(client, 'total'), '500');
      });
    }));

  it('becomes another run with the first change, and says so', () =>
    withClient(files, async ({ client: first }) => {
      const { bytes } = await recordIn(first, false);
      await withClient(files, async ({ client, folder }) => {
        writeFileSync(join(folder, 'r.ringside'), bytes);
        await client.startTo('breakpoint', replay);
        const [frame] = await client.stack(2);
        await client.request('setExpression', { expression: 'total', value: '7', frameId: frame.id });
        await client.request('ringside/input', { text: '!\n' });
        await client.request('continue', thread);
        const { exitCode } = await client.event('exited');
        // What was typed at this instant has come already.
        assert.equal(exitCode, 7 + 'A'.charCodeAt(0));
        assert.match(client.text(), /what came after, to instruction \d+, is forgotten/);
      });
    }));

  it('is refused for what is no recording, and says what it does not look at', () =>
    withClient(files, async ({ client: first }) => {
      const { bytes } = await recordIn(first, false);
      await withClient(files, async ({ client, folder }) => {
        writeFileSync(join(folder, 'r.ringside'), bytes);
        const refused = async (given: object) => (await (await client.launch(given)).answer).message;
        assert.match(
          (await refused({ replay: 'p.c' })) ?? '',
          /p\.c cannot be run: it is no recording of Ringside/,
        );
      });
      await withClient(files, async ({ client }) => {
        const { answer } = await client.launch({ replay: 'nothing' });
        assert.match((await answer).message ?? '', /replay: cannot read .*nothing: no such file/);
      });
      await withClient(files, async ({ client, folder }) => {
        writeFileSync(join(folder, 'r.ringside'), bytes);
        await client.startTo('breakpoint', { ...replay, timer: 5, args: ['x'] });
        assert.match(client.text(), /'args' is not looked at: the recording has its own/);
      });
    }));

  it('can be looked at once more after its end, and from there backwards', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false, stopOnExit: true });
      const breakpoints = lines('p.c', at('last'));
      await client.request(...breakpoints);
      await client.request('ringside/input', { text: 'A\n' });
      await client.go('continue', thread, 'breakpoint');
      await client.request('continue', thread);
      const { text } = await client.stopped('pause');
      assert.match(text as string, /the machine is off, with status 66/);
      await client.go('reverseContinue', { threadId: 1 }, 'breakpoint');
      assert.equal(await value(client, 'total'), '66');
      await client.go('continue', thread, 'pause');
      await client.request('continue', { threadId: 1 });
      assert.equal((await client.event('exited')).exitCode, 66);
    }));
});
