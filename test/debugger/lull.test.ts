/** A program that computes is interrupted again and again, and nothing changes: who follows pictures loses nothing else. */
import assert from 'node:assert/strict';
import { TimelineModel } from '../../src/figures';
import type { PictureName, ProtocolBatch, ProtocolSection, SystemParts } from '../../src/protocol';
import { Session } from './session';

/** One computes while the other sleeps, and wakes in the midst of that. */
const files = {
  'compute.c': `#include <unistd.h>
int main(void)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < 300000; i++)
        sum = sum * 3 + i;
    getpid();
    for (unsigned i = 0; i < 150000; i++)
        sum = sum * 3 + i;
    return sum & 1;
}
`,
  'sleeper.c': '#include <unistd.h>\nint main(void) { sleep(1); return 0; }\n',
};
const options = { files, programs: ['compute.c', 'sleeper.c'], timer: 1000, history: 16, stopOnExit: true };
const names: readonly PictureName[] = ['protocol', 'timeline', 'stacks', 'system'];

/** At the end: followed while it ran, or told all of it then, where no event is left out. */
async function atEnd(isEarly: boolean) {
  const session = new Session(options);
  const follow = () => {
    for (const name of names) session.debugger.follow(name, {});
  };
  if (isEarly) follow();
  session.debugger.start();
  await session.stop();
  await session.continue();
  if (!isEarly) follow();
  return session;
}

function joined(batches: readonly ProtocolBatch[]): readonly ProtocolSection[] {
  return batches.reduce<readonly ProtocolSection[]>(
    (all, { from, sections }) => [...all.slice(0, from), ...sections],
    [],
  );
}

/** But for interrupts that changed nothing. */
const eventful = (sections: readonly ProtocolSection[]) =>
  sections.filter(
    ({ phase, title }) => phase !== 'gap' && !/^timer interrupt while \d+ compute ran$/.test(title),
  );

const ticksIn = (sections: readonly ProtocolSection[]) =>
  sections.reduce((sum, { phase, title, times = 1 }) => {
    const [, counted = '0'] = /^(\d+) × timer interrupt/.exec(title) ?? [];
    return sum + (phase === 'gap' ? Number(counted) : title.startsWith('timer interrupt') ? times : 0);
  }, 0);

function modelOf(session: Session): TimelineModel {
  const model = new TimelineModel();
  for (const batch of session.pictures.timeline) model.apply(batch);
  return model;
}

const systemOf = (session: Session): SystemParts =>
  Object.assign({}, ...session.pictures.system.map(({ parts }) => parts)) as SystemParts;

const eventsOf = ({ ticks }: TimelineModel) =>
  Array.from({ length: ticks.length }, (_, index) => ticks.tick(index)).filter(
    ({ kind }) => kind !== 'interrupt',
  );

describe('a long computation that is followed', () => {
  let early: Session;
  let late: Session;
  before(async () => {
    early = await atEnd(true);
    late = await atEnd(false);
    assert.equal(early.system.machine.count, late.system.machine.count);
  });

  it('has counted interrupts that changed nothing, and all else row by row', () => {
    const [counted, all] = [joined(early.protocol), joined(late.protocol)];
    assert.ok(counted.some(({ phase }) => phase === 'gap') && !all.some(({ phase }) => phase === 'gap'));
    const rows = (sections: readonly ProtocolSection[]) =>
      eventful(sections).map(({ title, rows }) => [title, rows.map(({ count, words }) => [count, words])]);
    assert.deepEqual(rows(counted), rows(all));
    assert.equal(ticksIn(counted), ticksIn(all));
    const wakes = counted.filter(({ title }) => /^timer interrupt: 2 compute → 3 sleeper/.test(title));
    assert.ok(wakes.length > 0);
    for (const { rows: list } of wakes) assert.equal(list[0]!.words, 'timer interrupt');
  });

  it('has a timeline with who had the CPU, and all events but those', () => {
    const [counted, all] = [modelOf(early), modelOf(late)];
    assert.deepEqual(eventsOf(counted), eventsOf(all));
    assert.deepEqual(counted.arrows.between(0, counted.to, 1000), all.arrows.between(0, all.to, 1000));
    const [gap] = counted.gaps;
    assert.match(gap!.words, /^\d+ × timer interrupt: nothing changed$/);
    assert.equal(counted.running((gap!.from + gap!.to) / 2)?.pid, 2);
    for (const pid of [2, 3]) {
      const [few, many] = [counted.spans(pid)!.times(0, all.to), all.spans(pid)!.times(0, all.to)];
      assert.equal(few.user + few.kernel, many.user + many.kernel);
      assert.deepEqual([few.ready, few.blocked], [many.ready, many.blocked]);
    }
  });

  it('has the same counts of traps and calls', () => {
    const [counted, all] = [systemOf(early), systemOf(late)];
    assert.deepEqual(counted.traps, all.traps);
    assert.deepEqual(counted.calls, all.calls);
  });

  it('knows the last save or restore before a stop in the midst of it', async () => {
    for (const session of [early, late]) {
      session.debugger.time.goTo(900_000);
      await session.stop();
    }
    const transfers = (session: Session) => session.pictures.stacks.at(-1)!.parts.transfers;
    assert.ok(transfers(early)!.length > 0);
    assert.deepEqual(transfers(early), transfers(late));
  });
});
