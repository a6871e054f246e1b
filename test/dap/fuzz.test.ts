/** Random requests in random order: each gets one answer, none an internal error, and the session can still be ended. */
import assert from 'node:assert/strict';
import { type Shape } from '../../src/dap/shape';
import { type Command, requestRows } from '../../src/dap/requests';
import { buildCommandLine } from '../support/command-line';
import type { Body } from '../support/dap-client';
import { Random } from '../support/random';
import { lines, withClient } from './with-client';

const program = `#include <stdio.h>
struct pair { int a; char b[4]; struct pair *next; };
static struct pair pair = { 1, "x", &pair };
static int twice(int value) { return value * 2; }
int main(void)
{
    struct pair here = pair;
    for (int i = 0;; i++) {
        here.a = twice(here.a) & 0xff;
        if (i % 1000 == 0)
            printf("%d\\n", here.a);
    }
}
`;

/** Those that end the session, or take long, stay out. */
const leftOut = new Set<string>(['initialize', 'launch', 'restart', 'terminate', 'disconnect']);
const commands = (Object.keys(requestRows) as Command[]).filter(name => !leftOut.has(name));

const texts = [
  'here', 'here.a', 'pair.next->b', 'i', '$sp', 'current', 'proc[1]', 'main', 'work::x', '(', '1/0', '"x"', '', '*0', '&here',
  '0x80000000', '2:0x1000', '1:0x2000', '0xffffffff', '3', 'write', 'system-call', 'fault', 'indexed', 'repl', 'watch', 'x > 1', '% 3',
  '{i}', '{', 'AAAA', 'p.c', 'ringside:/guest/kernel/main.c', '0x80000000/4/2', '2:0x00005000/4/2', 'readWrite', 'instruction',
]; // prettier-ignore

const numbers = [0, 1, 2, 4, 9, 30, 100, -1, -8, 65_536, 0x7fff_ffff, 0xffff_ffff, 2 ** 40];

/** Numbers that stand for something: of frames, variables and threads in the answers so far. */
let seen: number[] = [1, 2];

function learn(body: Body): void {
  const ids = [...JSON.stringify(body ?? {}).matchAll(/"(?:id|variablesReference)":(\d+)/g)];
  seen = [1, 2, ...seen.slice(-40), ...ids.slice(0, 30).map(match => Number(match[1]))];
}

function anyValue(random: Random, wanted: Shape[string]): unknown {
  if (random.percent(3)) return random.pick([null, 3.5, 'x', {}, [], true]);
  if (wanted === 'number') return random.percent(70) ? random.pick(seen) : random.pick(numbers);
  if (wanted === 'string') return random.pick(texts);
  if (wanted === 'boolean') return random.below(2) === 1;
  if (wanted === 'object') return { hex: random.below(2) === 1 };
  if (Array.isArray(wanted))
    return Array.from({ length: random.below(4) }, () => anyValue(random, (wanted as readonly Shape[])[0]!));
  return anyArguments(random, wanted as Shape);
}

function anyArguments(random: Random, shape: Shape): object {
  const kept = Object.entries(shape).filter(([key]) => !key.endsWith('?') || random.below(2) === 1);
  return Object.fromEntries(kept.map(([key, wanted]) => [key.replace('?', ''), anyValue(random, wanted)]));
}

describe('random requests', function () {
  before(buildCommandLine);

  for (const seed of [1, 2, 3])
    it(`are all answered (seed ${seed})`, () =>
      withClient({ 'p.c': program }, async ({ client }) => {
        const random = new Random(seed);
        await client.startTo('breakpoint', { program: 'p.c' }, [lines('p.c', 9)]);
        for (let round = 0; round < 300; round++) {
          const command = random.pick(commands);
          const args = anyArguments(random, requestRows[command].shape);
          const { success, message, body } = await client.ask(command, args);
          learn(body);
          assert.ok(
            success || !/internal error/.test(message!),
            `${command} ${JSON.stringify(args)}: ${message}`,
          );
        }
        await client.disconnect();
        assert.equal(client.errors, '');
      }));
});
