/** Recordings over the protocol: a session's run is saved, and run again by another adapter. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine } from '../support/command-line';
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

/** A run with something typed and something set by hand, as far as its last line. */
async function recordIn(folder: string, client: DapClient, moment: boolean): Promise<number> {
  await client.startTo('breakpoint', { program: 'p.c', trace: false }, [lines('p.c', at('print'), at('last'))]);
  await client.request('ringside/input', { text: 'A\n' });
  await client.go('continue', thread, 'breakpoint');
  const [frame] = await client.stack(2);
  await client.request('setExpression', { expression: 'total', value: '500', frameId: frame.id });
  await client.go('continue', thread, 'breakpoint');
  if (moment) await client.go('reverseContinue', thread, 'breakpoint');
  const count = Number(await value(client, '$count'));
  const { content } = await client.request('ringside/recording', { moment });
  writeFileSync(join(folder, 'r.ringside'), Buffer.from(content as string, 'base64'));
  return count;
}

const replay = { replay: 'r.ringside', trace: false };

describe('a replay', () => {
  before(buildCommandLine);

  it('runs a session again with what was typed and set in it, stops at its end, and goes on from there', () =>
    withClient(files, async ({ client: first, folder }) => {
      const end = await recordIn(folder, first, false);
      writeFileSync(join(folder, 'p.c'), 'something else\n');
      await withClient({}, async ({ client, folder: other }) => {
        writeFileSync(join(other, 'r.ringside'), first.record.length > 0 ? await recorded(first) : '');
        await client.startTo('breakpoint', replay);
        const [main] = await client.stack(2);
        assert.deepEqual([main.name, main.source.origin], ['main', 'from the recording']);
        const { content } = await client.request('source', {
          source: main.source,
          sourceReference: main.source.sourceReference,
        });
        assert.equal(content, program);
        await client.go('continue', thread, 'goto');
        assert.deepEqual([Number(await value(client, '$count')), await value(client, 'total')], [end, '500']);
        await client.go('reverseContinue', thread, 'entry');
        await client.request('ringside/goTo', { count: end });
        await client.stopped();
        await client.request('continue', thread);
        const { exitCode } = await client.event('exited');
        assert.equal(exitCode, 500 & 0xff);
        assert.match(client.output, /^500$/m);
      });
    }));

  it('of a moment stops where that was taken, and the run goes on to its end', () =>
    withClient(files, async ({ client: first, folder }) => {
      const count = await recordIn(folder, first, true);
      await withClient(files, async ({ client, folder: other }) => {
        writeFileSync(join(other, 'r.ringside'), await recorded(first));
        await client.startTo('goto', replay, [lines('p.c', at('read'))]);
        assert.equal(Number(await value(client, '$count')), count);
        await client.go('reverseContinue', thread, 'breakpoint');
        const [frame] = await client.stack(2);
        assert.equal(frame.line, at('read'));
        await client.go('continue', thread, 'goto');
        await client.go('continue', thread, 'goto');
        assert.equal(await value(client, 'total'), '500');
      });
    }));

  it('becomes another run with the first change, and says so', () =>
    withClient(files, async ({ client: first, folder }) => {
      await recordIn(folder, first, false);
      await withClient(files, async ({ client, folder: other }) => {
        writeFileSync(join(other, 'r.ringside'), await recorded(first));
        await client.startTo('breakpoint', replay);
        const [frame] = await client.stack(2);
        await client.request('setExpression', { expression: 'total', value: '7', frameId: frame.id });
        await client.request('ringside/input', { text: '!\n' });
        await client.request('continue', thread);
        const { exitCode } = await client.event('exited');
        assert.equal(exitCode, 7 + 33);
        assert.match(client.output, /what came after, to instruction \d+, is forgotten/);
      });
    }));

  it('is refused for what is no recording, and says what it does not look at', () =>
    withClient(files, async ({ client: first, folder }) => {
      await recordIn(folder, first, false);
      await withClient(files, async ({ client, folder: other }) => {
        writeFileSync(join(other, 'r.ringside'), await recorded(first));
        await client.request('initialize', { adapterID: 'ringside' });
        const refused = (given: object) => client.refused('launch', given);
        assert.match(await refused({ replay: 'p.c' }), /p\.c cannot be run: it is no recording of Ringside/);
        assert.match(await refused({ replay: 'nothing' }), /replay: cannot read .*nothing: no such file/);
        await client.startTo('breakpoint', { ...replay, timer: 5, args: ['x'] });
        assert.match(client.output, /'args' is not looked at: the recording has its own/);
      });
    }));

  it('can be looked at once more after its end, and from there backwards', () =>
    withClient(files, async ({ client }) => {
      await client.startTo('breakpoint', { program: 'p.c', trace: false, stopOnExit: true });
      await client.request('ringside/input', { text: 'A\n' });
      await client.go('continue', thread, 'pause');
      const { text } = await client.stopped();
      assert.match(text as string, /the machine is off, with status 66/);
    }));
});
