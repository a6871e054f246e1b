/** Random ways through time: wherever they lead, the run goes on to the same end, and prints the same, once. */
import assert from 'node:assert/strict';
import { randomBits } from '../machine/support';
import { Session, isEnd } from './session';

const program = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int sum;
static void child(int fd)
{
    for (int i = 0; i < 4; i++) {
        int n = i * i;
        write(fd, &n, sizeof n);
    }
}
int main(void)
{
    int ends[2], n, status;
    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        child(ends[1]);
        return 5;
    }
    close(ends[1]);
    while (read(ends[0], &n, sizeof n) > 0)
        sum += n;
    wait(&status);
    printf("%d %d\\n", sum, WEXITSTATUS(status));
    return sum;
}
`;
const lines = program.split('\n');
const lineOf = (text: string) => lines.findIndex(line => line.includes(text)) + 1;
const seeds = Number(process.env.RINGSIDE_TRAVELS ?? 4);

const open = () => Session.at({ files: { 'p.c': program }, timer: 900, history: 32 });

describe('random ways through time', function () {
  this.timeout(seeds * 60_000);

  it('lead to the same end', async () => {
    const plain = await open();
    assert.ok(isEnd(await plain.continue()));
    const expected = [plain.output, plain.system.machine.count, plain.ended?.status];
    for (let seed = 1; seed <= seeds; seed++) {
      const random = randomBits(seed);
      const session = await open();
      session.breakAt('p.c', lineOf('sum += n'), lineOf('int n = i'), lineOf('wait(&status)'));
      session.debugger.setExceptionFilters([{ filter: 'process' }]);
      const { time, examine } = session.debugger;
      const way: string[] = [];
      const acts: readonly (readonly [string, () => void])[] = [
        ['back', () => time.stepBack(session.pid, 'line')],
        ['back by an instruction', () => time.stepBack(session.pid, 'instruction')],
        ['reverse', () => time.reverseContinue()],
        ['entry', () => time.restartFrame(examine.stack(session.pid).find(({ kind }) => kind === 'code')!)],
        ['go to', () => time.goTo(random() % (session.system.machine.count + 1))],
        [
          'wrote',
          () => time.lastWrite(examine.evaluate('kernel::current_thread->state', session.top, 'watch')),
        ],
        ['over', () => session.debugger.step(session.pid, 'over', 'line')],
        ['into', () => session.debugger.step(session.pid, 'into', 'instruction')],
        ['continue', () => session.debugger.continue()],
        ['continue', () => session.debugger.continue()],
      ];
      for (let turn = 0; turn < 40; turn++) {
        const [name, act] = acts[random() % acts.length]!;
        try {
          act();
        } catch (error) {
          // Not every process has what is asked for, everywhere.
          assert.equal((error as Error).name, 'DebuggerError', String(error));
          continue;
        }
        way.push(`${name} at ${session.system.machine.count}`);
        const stop = await session.stop();
        assert.ok(
          isEnd(stop) || !stop.description.includes('the debugger has failed'),
          `${JSON.stringify(stop)} ${way.join(', ')}`,
        );
        if (isEnd(stop)) break;
      }
      session.debugger.setExceptionFilters([]);
      session.breakAt('p.c');
      while (!session.ended) await session.continue();
      assert.deepEqual(
        [session.output, session.system.machine.count, session.ended.status],
        expected,
        `seed ${seed}: ${way.join(', ')}`,
      );
    }
  });
});
