/** Going back: what is shown at an instant is the same whether one comes to it forwards or backwards. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/guest';
import { digest } from '../machine/support';
import { Session, isEnd, stopped } from './session';

const program = `#include <stdio.h>
#include <unistd.h>
int total;
static int twice(int n)
{
    int sum = n;
    sum += n;
    return sum;
}
int main(void)
{
    int i, kept = 0;
    for (i = 0; i < 3; i++) {
        kept = twice(i);
        total += kept;
    }
    printf("%d\\n", total);
    total = twice(total) + twice(1);
    write(1, "done\\n", 5);
    return total;
}
`;
const lineOf = (text: string) => program.split('\n').findIndex(row => row.includes(text));
const at = (timer = 700) => Session.at({ files: { 'p.c': program }, timer, history: 64 });

/** Where it is, and what can be seen there. */
function seen(session: Session) {
  const { top, debugger: machine } = session;
  const values = ['i', 'kept', 'sum', 'n', 'total', '$pc', '$sp'].map(name => {
    try {
      return machine.examine.evaluate(name, top, 'watch').value;
    } catch {
      return 'not known';
    }
  });
  return { name: top.name, line: top.source?.line, count: session.system.machine.count, values };
}

async function back(session: Session, unit: 'line' | 'instruction' = 'line') {
  session.debugger.time.stepBack(session.pid, unit);
  return stopped(await session.stop());
}

async function reverse(session: Session) {
  session.debugger.time.reverseContinue();
  return stopped(await session.stop());
}

describe('stepping back', () => {
  it('comes by the lines that steps over have come by, in their order', async () => {
    const session = await at();
    const way: ReturnType<typeof seen>[] = [seen(session)];
    for (;;) {
      const stop = await session.step('over');
      if (isEnd(stop) || session.top.name !== 'main') break;
      way.push(seen(session));
    }
    assert.ok(way.length > 12, `${way.length} lines`);
    session.debugger.time.goTo(way.at(-1)!.count);
    await session.stop();
    for (const place of way.slice(0, -1).reverse()) {
      await back(session);
      assert.deepEqual(seen(session), place);
    }
    session.end();
  });

  it('goes round a loop on one line time by time, and then to the line before', async () => {
    const session = await Session.at({
      files: {
        'p.c':
          'int total;\nint main(void) {\n  int i, n = 600;\n  for (i = 0; i < n; i++) total += i;\n  return total;\n}\n',
      },
      timer: 0,
      history: 64,
    });
    session.breakAt('p.c', 5);
    await session.continue();
    const way = [];
    for (let turn = 0; turn < 601; turn++) {
      await back(session);
      way.push(`${session.top.source!.line + 1} ${session.value('total')}`);
    }
    const rounds = Array.from({ length: 600 }, (_, round) => `4 ${(round * (round - 1)) / 2}`);
    assert.deepEqual(way.reverse().slice(1), rounds);
    session.end();
  });

  it('leaves a call for the line that has made it', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('return sum') + 1);
    for (let call = 0; call < 4; call++) await session.continue();
    assert.equal(session.value('n'), '6');
    const way = [];
    for (let turn = 0; turn < 4; turn++) {
      await back(session);
      way.push(session.where());
    }
    const line = (text: string) => lineOf(text) + 1;
    assert.deepEqual(way, [
      `twice p.c:${line('sum += n')}`,
      `twice p.c:${line('int sum')}`,
      `main p.c:${line('twice(total)')}`,
      `main p.c:${line('printf')}`,
    ]);
    session.end();
  });

  it('goes by instructions, over what the kernel has done for the process', async () => {
    const session = await at(900);
    session.breakAt('p.c', lineOf('"done') + 1, lineOf('return total') + 1);
    for (let stop = 0; stop < 1; stop++) await session.continue();
    const way: ReturnType<typeof seen>[] = [];
    do {
      if (session.system.machine.userMode) way.push(seen(session));
      await session.step('into', 'instruction');
    } while (session.top.name !== 'main' || session.top.source?.line !== lineOf('return total'));
    assert.ok(way.length > 8, `${way.length} instructions`);
    for (const place of way.reverse()) {
      await back(session, 'instruction');
      assert.deepEqual(seen(session), place);
    }
    session.end();
  });

  it('comes to the entry of a call, and says so where there is nothing before', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('return sum') + 1);
    await session.continue();
    session.debugger.time.restartFrame(session.top);
    assert.equal(stopped(await session.stop()).description, 'entry: twice (user mode)');
    assert.match(session.value('$pc'), /<twice>$/);
    session.end();
  });

  it('cannot, where no history is kept', async () => {
    const session = await Session.at({ files: { 'p.c': program }, history: 0 });
    assert.throws(() => session.debugger.time.stepBack(session.pid, 'line'), /"history": 0/);
    session.end();
  });
});

describe('reverse', () => {
  /** The stops to the end, in order. */
  async function stops(session: Session) {
    const all = [];
    for (let stop = await session.continue(); !isEnd(stop); stop = await session.continue())
      all.push({ ...seen(session), description: stop.description });
    return all;
  }

  it('comes to the stops of breakpoints and filters in their opposite order, and then to the first instant', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('total += kept') + 1, lineOf('sum += n') + 1);
    session.debugger.setExceptionFilters([{ filter: 'system-call', condition: 'write' }]);
    session.breakAt('p.c', lineOf('total += kept') + 1, lineOf('sum += n') + 1, lineOf('return total') + 1);
    const way = [];
    for (let left = 12; left > 0; left--) {
      const stop = stopped(await session.continue());
      way.push({ ...seen(session), description: stop.description });
      if (session.top.source?.line === lineOf('return total')) break;
    }
    const before = session.output;
    for (const place of way.slice(0, -1).reverse()) {
      const stop = await reverse(session);
      assert.deepEqual({ ...seen(session), description: stop.description }, place);
      assert.match(stop.text ?? '', /^in the past: instruction \d+ of \d+$/);
    }
    assert.match((await reverse(session)).description, /^the first instant/);
    assert.equal(session.system.machine.count, 0);
    // Forwards again: the same stops, and nothing is printed a second time.
    for (const place of way) {
      const stop = stopped(await session.continue());
      assert.deepEqual({ ...seen(session), description: stop.description }, place);
    }
    assert.equal(session.output, before);
    assert.deepEqual(await stops(session), []);
    assert.equal(session.output, '6\ndone\n');
  });

  it('comes to the writes of a variable, before each', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('"done') + 1);
    await session.continue();
    const variable = session.debugger.examine.evaluate('total', session.top, 'watch');
    const datum = session.debugger.breakpoints.datum(variable)!;
    session.debugger.breakpoints.setData([
      { length: 4, access: 'write', datum, pid: variable.pid, address: variable.address! },
    ]);
    const told: string[] = [];
    for (;;) {
      const stop = await reverse(session);
      if (stop.reason !== 'data breakpoint') break;
      told.push(`${session.value('total')}: ${stop.description}`);
    }
    assert.deepEqual(
      told.map(text => text.replace(/main\+0x[0-9a-f]+/, 'main')),
      [
        '6: total about to be written by main of 2 p: is 6, will be 14',
        '2: total about to be written by main of 2 p: is 2, will be 6',
        '0: total about to be written by main of 2 p: is 0, will be 2',
        '0: total about to be written by main of 2 p: still 0',
      ],
    );
    session.end();
  });

  it('comes to the last write of a variable when it is asked who wrote it', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('printf') + 1, lineOf('sum += n') + 1);
    while (session.top.name !== 'main' || session.top.source?.line !== lineOf('printf'))
      await session.continue();
    const ask = async (expression: string) => {
      const variable = session.debugger.examine.evaluate(expression, session.top, 'watch');
      session.debugger.time.lastWrite(variable);
      const { description } = stopped(await session.stop());
      return `${session.top.source!.line + 1} ${description.replace(/\+0x[0-9a-f]+/, '')}`;
    };
    const line = (text: string) => lineOf(text) + 1;
    assert.equal(
      await ask('total'),
      `${line('total += kept')} total about to be written by main of 2 p: is 2, will be 6`,
    );
    assert.equal(
      await ask('kept'),
      `${line('kept = twice')} kept about to be written by main of 2 p: is 2, will be 4`,
    );
    assert.equal(
      await ask('total'),
      `${line('total += kept')} total about to be written by main of 2 p: is 0, will be 2`,
    );
    // The user's own breakpoints are as they were.
    const stop = stopped(await session.continue());
    assert.deepEqual([stop.reason, session.top.name], ['breakpoint', 'twice']);
    assert.throws(
      () => session.debugger.time.lastWrite(session.debugger.examine.evaluate('1 + 1', session.top, 'watch')),
      /stands nowhere/,
    );
    session.end();
  });

  it('comes to a write between a checkpoint and the neighbourhood of where one stands', async () => {
    const rounds = (name: string, count: number) =>
      `for (volatile int ${name} = 0; ${name} < ${count}; ${name}++);`;
    const source = `static int pad[2000], seldom, more[2000];
int main(void) {
  ${rounds('a', 700_000)}
  seldom = pad[0] + more[0] + 7;
  ${rounds('b', 54_000)}
  return seldom;
}
`;
    const session = await Session.at({ files: { 'p.c': source }, timer: 0, history: 64 });
    session.breakAt('p.c', 4, 6);
    await session.continue();
    const written = session.system.machine.count;
    await session.continue();
    const away = session.system.machine.count - written;
    assert.ok(written > 2 ** 22 && away > 300_000 && away < 350_000, `${written} and ${away}`);
    session.debugger.time.lastWrite(session.debugger.examine.evaluate('seldom', session.top, 'watch'));
    assert.match(
      stopped(await session.stop()).description,
      /^seldom about to be written by main.*is 0, will be 7/,
    );
    session.end();
  });

  it('comes back to where it was when a search is ended', async () => {
    const session = await Session.at({
      files: {
        'p.c': `static int never;\nint main(void) {\n  for (volatile int i = 0; i < 3000000; i++);\n  return never;\n}\n`,
      },
      timer: 0,
      history: 64,
    });
    session.breakAt('p.c', 4);
    await session.continue();
    const { count } = session.system.machine;
    session.breakAt('p.c');
    session.debugger.time.reverseContinue();
    session.debugger.pause();
    const stop = stopped(await session.stop());
    assert.deepEqual([stop.reason, session.system.machine.count], ['pause', count]);
    session.end();
  });

  it('counts hits as of the instant', async () => {
    const session = await at();
    const [row] = session.debugger.breakpoints.setLines('p.c', [
      { line: lineOf('total += kept'), hitCondition: '2' },
      { line: lineOf('printf') },
    ]);
    assert.ok(row?.verified);
    assert.equal((stopped(await session.continue()), session.value('i')), '1');
    await session.continue();
    await reverse(session);
    assert.equal(session.value('i'), '1');
    session.end();
  });
});

describe('going to what happened', () => {
  const place = (session: Session) => `${session.top.name} ${session.top.source?.line}`;

  it('into the calls of the line before, and out to the line that has called', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('printf') + 1);
    await session.continue();
    const { time } = session.debugger;
    time.stepBackInto(session.pid);
    await session.stop();
    assert.equal(place(session), `main ${lineOf('i < 3')}`);
    session.breakAt('p.c', lineOf('total += kept') + 1);
    await reverse(session);
    time.stepBackInto(session.pid);
    await session.stop();
    assert.equal(place(session), `twice ${lineOf('return sum') + 1}`);
    time.stepBackOut(session.pid);
    await session.stop();
    assert.equal(place(session), `main ${lineOf('kept = twice')}`);
    session.end();
  });

  it('to the last event of a kind, the start and the end of a process, and the last execution of a line', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('return total') + 1);
    await session.continue();
    const { time } = session.debugger;
    const { machine } = session.system;
    const go = async (act: () => void) => {
      act();
      return stopped(await session.stop()).description;
    };
    assert.match(await go(() => time.lastLine('p.c', lineOf('total += kept'))), /^line 15: main/);
    assert.equal(session.value('i'), '2');
    assert.match(await go(() => time.lastLine('p.c', lineOf('total += kept'))), /^line 15: main/);
    assert.equal(session.value('i'), '1');
    assert.match(await go(() => time.edgeOf(2, 'process-start')), /^process-start of 2: /);
    const start = machine.count;
    assert.match(await go(() => time.lastEvent('context-switch')), /^context-switch: /);
    assert.ok(machine.count < start);
    assert.match(await go(() => time.lastEvent('main', 2)), /^there is no main of 2 before: /);
    session.end();
  });

  it('back and forward through the stops that have been shown', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('total += kept') + 1);
    const { time } = session.debugger;
    const { machine } = session.system;
    const counts = [machine.count];
    for (let turn = 0; turn < 3; turn++) {
      await session.continue();
      counts.push(machine.count);
    }
    const to = async (which: 'earlier' | 'later') => {
      time.revisit(which);
      await session.stop();
      return machine.count;
    };
    assert.deepEqual([await to('earlier'), await to('earlier')], [counts[2], counts[1]]);
    assert.equal(await to('later'), counts[2]);
    time.visits.bookmark('here');
    assert.equal(await to('earlier'), counts[1]);
    assert.deepEqual(
      time.visits.instants,
      counts.map((count, index) => (index === 2 ? { count, text: 'here' } : { count })),
    );
    session.debugger.examine.assign('total', '50', session.top);
    assert.throws(() => time.revisit('later'), /there is no later stop/);
    session.end();
  });
});

describe('a change in the past', () => {
  it('is where the run goes on from, and is told', async () => {
    const session = await at();
    session.breakAt('p.c', lineOf('printf') + 1);
    await session.continue();
    await back(session);
    const { count } = session.system.machine;
    session.debugger.examine.assign('total', '41', session.top);
    assert.match(session.told.at(-1)?.text ?? '', /what came after, to instruction \d+, is forgotten/);
    await session.continue();
    assert.equal(session.value('total'), '41');
    assert.ok(session.system.machine.count > count);
    session.debugger.time.goTo(count);
    await session.stop();
    assert.equal(session.value('total'), '41');
    session.debugger.time.goTo(count - 1);
    await session.stop();
    assert.equal(session.value('total'), '2');
    session.debugger.step(session.pid, 'over', 'line');
    await session.stop();
    assert.equal(session.value('total'), '41');
    assert.ok(isEnd((await session.continue(), await session.continue())));
    assert.match(session.output, /^41\n/);
  });

  it('in the present is part of the past later: of memory, of registers, and the end of a process', async () => {
    const source = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int total = 1;
int main(void)
{
    int status, kept = 2, child = fork();
    if (child == 0) for (;;) ;
    printf("%d\\n", child);
    kept *= child;
    total += kept;
    wait(&status);
    printf("%d %d\\n", kept, total);
    return WTERMSIG(status);
}
`;
    const session = await Session.at({ files: { 'p.c': source }, timer: 700, history: 64 });
    const { machine } = session.system;
    session.breakAt('p.c', 11, 13);
    await session.continue();
    const changed = machine.count;
    session.debugger.examine.assign('kept', '55', session.top);
    session.debugger.examine.assign('total', '7', session.top);
    session.debugger.kill(Number(session.value('child')));
    const killed = machine.count;
    session.breakAt('p.c', 13);
    await session.continue();
    const [later, state] = [machine.count, digest(machine.save())];
    const values = async (instant: number) => {
      session.debugger.time.goTo(instant);
      await session.stop();
      const main = session.debugger.examine.stack(session.pid).find(({ name }) => name === 'main');
      return ['kept', 'total'].map(name => session.debugger.examine.evaluate(name, main, 'watch').value);
    };
    for (let turn = 0; turn < 2; turn++) {
      assert.deepEqual(await values(changed - 1), ['2', '1']);
      assert.deepEqual(await values(killed), ['55', '7']);
      assert.deepEqual(await values(later), ['55', '62']);
      assert.deepEqual(digest(machine.save()), state);
    }
    assert.deepEqual(await values(changed - 1), ['2', '1']);
    assert.ok(isEnd((await session.continue(), await session.continue())));
    assert.equal(session.ended?.status, 9);
    session.end();
  });

  it('may be an instant that is none', async () => {
    const session = await at();
    assert.throws(() => session.debugger.time.goTo(10 ** 9), /there is no instant 1000000000 to go to/);
    session.end();
  });
});

describe('the page about time', () => {
  const page = readFileSync(join(root, 'docs/time.md'), 'utf8');

  it('tells of a bug as it is found', async () => {
    const [, source] = /```c\n(.*?)```/s.exec(page)!;
    const session = await Session.at({ files: { 'scores.c': source! }, history: 64 });
    session.breakAt('scores.c', source!.split('\n').findIndex(line => line.includes('printf("')) + 1);
    await session.continue();
    const variable = session.debugger.examine.evaluate('total', session.top, 'watch');
    assert.equal(variable.value, '0');
    session.debugger.time.lastWrite(variable);
    const { description } = stopped(await session.stop());
    assert.ok(page.includes(description), description);
    assert.equal(session.value('i'), '4');
    session.end();
  });
});
