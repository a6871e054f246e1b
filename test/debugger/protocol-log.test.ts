/** The protocol of a run, as a client has it that follows it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pictures } from '../../src/debugger/pictures/pictures';
import { ProtocolLog } from '../../src/debugger/pictures/protocol-log';
import type { ProtocolBatch, ProtocolSection } from '../../src/protocol';
import { Runner } from '../../src/session';
import { boot } from '../support/system';
import { Session } from './session';

const hello = readFileSync(join(__dirname, '../../examples/hello.c'), 'utf8');
const options = { files: { 'hello.c': hello }, timer: 5000, history: 16 };

/** What a client has that does with the batches what they say. */
function joined(batches: readonly ProtocolBatch[]): readonly ProtocolSection[] {
  return batches.reduce<readonly ProtocolSection[]>((all, { from, sections }) => {
    assert.ok(from <= all.length, `${from} comes after ${all.length}`);
    return [...all.slice(0, from), ...sections];
  }, []);
}

const titles = (sections: readonly ProtocolSection[]) => sections.map(({ title }) => title);

describe('the protocol that a client follows', () => {
  /** At main of hello.c, having followed from the start. */
  const early = async () => {
    const session = new Session({ ...options });
    session.debugger.follow('protocol', {});
    session.debugger.start();
    await session.stop();
    return session;
  };

  it('is the same for who follows from the start, later, and in the past', async () => {
    const first = await early();
    const all = joined(first.protocol);
    assert.deepEqual(titles(all).slice(0, 3), ['boot', 'run 1 init', 'run 2 hello']);

    const late = await Session.at({ ...options });
    assert.deepEqual(late.protocol, []);
    const { count, pc } = late.system.machine;
    late.debugger.follow('protocol', {});
    assert.deepEqual(joined(late.protocol), all);
    assert.deepEqual([late.system.machine.count, late.system.machine.pc], [count, pc]);

    late.debugger.follow('protocol', { follow: false });
    late.protocol.length = 0;
    late.debugger.time.goTo(150_000);
    await late.stop();
    late.debugger.follow('protocol', {});
    assert.deepEqual(joined(late.protocol), all);
    assert.equal(late.system.machine.count, 150_000);
  });

  it('comes as far as it has changed', async () => {
    const session = await early();
    const before = joined(session.protocol);
    session.protocol.length = 0;
    session.debugger.step(session.debugger.focus, 'over', 'line');
    await session.stop();
    assert.ok(session.protocol.length > 0);
    for (const { from } of session.protocol) assert.ok(from >= before.length - 2, `from ${from}`);
    const after = joined([{ from: 0, sections: before, count: 0 }, ...session.protocol]);
    assert.ok(titles(after).some(title => title.startsWith('write(1, "hello, world')));
    // What was told before stands as it was, but for the last, which may have grown.
    assert.deepEqual(after.slice(0, before.length - 2), before.slice(0, -2));
  });

  it('is told to the end of the machine, and not at all to who does not follow any more', async () => {
    const session = await early();
    session.debugger.follow('protocol', { follow: false });
    session.protocol.length = 0;
    session.debugger.step(session.debugger.focus, 'over', 'line');
    await session.stop();
    assert.deepEqual(session.protocol, []);
    session.debugger.follow('protocol', {});
    await session.continue();
    assert.ok(session.ended);
    assert.match(titles(joined(session.protocol)).at(-1)!, /^end of 2 hello/);
  });

  it('forgets what a change in the past takes away', async () => {
    const session = await early();
    const before = joined(session.protocol);
    session.debugger.time.goTo(before[2]!.rows[0]!.count);
    await session.stop();
    session.debugger.input('x\n');
    const cut = joined(session.protocol);
    assert.deepEqual(titles(cut), ['boot', 'run 1 init']);
    await session.continue();
    assert.match(titles(joined(session.protocol)).at(-1)!, /^end of 2 hello/);
  });

  const clock = { now: 0 };

  /** A machine whose program asks for its pid so often, and its pictures. */
  function followed(calls: number) {
    const source = `#include <unistd.h>\nint main(void) { int i; for (i = 0; i < ${calls}; i++) getpid(); return 0; }\n`;
    const system = boot({ 'fast.c': source }, { timer: 0 });
    const runner = new Runner(system);
    const batches: ProtocolBatch[] = [];
    clock.now = 0;
    const log = new ProtocolLog({
      system,
      inWords: event => runner.inWords(event),
      present: () => system.machine.count,
      tell: batch => void batches.push(batch),
    });
    const pictures: Pictures = new Pictures(
      { runner, attend: () => runner.tellOnly(new Set(pictures.interest)), now: () => clock.now },
      { protocol: log },
    );
    pictures.follow('protocol', true, false, {});
    const run = (until: number) => {
      runner.listen(new Set(pictures.interest), event => pictures.event(event));
      const { machine } = system;
      for (let off = false; !off && machine.count < until;)
        off = runner.run(until - machine.count).reason === 'off';
    };
    return { pictures, run, batches };
  }

  it('counts what comes too fast', () => {
    const calls = 9000;
    const { pictures, run, batches } = followed(calls);
    // The host's clock goes on twice, so that more may come than are kept.
    run(400_000);
    clock.now = 3000;
    run(650_000);
    clock.now = 6000;
    run(Infinity);
    pictures.tellAtStop();
    const [{ from, sections }] = batches as [ProtocolBatch];
    const gap = sections.find(({ phase }) => phase === 'gap');
    const [, counted] = /(\d+) × system call/.exec(gap?.title ?? '') ?? [];
    const told = sections.filter(({ title }) => title.startsWith('getpid()')).length;
    assert.ok(
      from > 1000 && told > 1000 && Number(counted) > 1000,
      `from ${from}, ${told} told, ${counted} counted`,
    );
    // Beside those calls there are the births of two processes, the end of them, and what init asks for then.
    const all = from + told + Number(counted);
    assert.ok(all >= calls && all < calls + 20, `${all} of ${calls}`);
  });

  it('follows again when less comes', () => {
    // Three times as many calls as may come at once, and then ever fewer: here the host's clock goes on between them.
    const { pictures, run } = followed(9000);
    run(350_000);
    assert.ok(pictures.interest.length > 0);
    run(1_000_000);
    assert.equal(pictures.interest.length, 0, 'a flood');
    clock.now = 1;
    assert.equal(pictures.breathe(), false, 'too early to say');
    clock.now = 1000;
    assert.equal(pictures.breathe(), false, 'it has come fast up to here');
    clock.now = 2000;
    assert.equal(pictures.breathe(), true, 'nothing has come since');
    assert.ok(pictures.interest.length > 0);
  });
});
