/** Handlers of signals: the frame on the user stack is a label of the call stack, and steps go out of it. */
import assert from 'node:assert/strict';
import { Session } from './session';

const program = `#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile int got, flag;

static void inner(int signal)
{
    got = signal; /* inner */
}

static void outer(int signal)
{
    flag = signal;
    raise(SIGUSR2); /* raise */
    flag = 0;
}

int main(void)
{
    signal(SIGUSR1, outer);
    signal(SIGUSR2, inner);
    kill(getpid(), SIGUSR1); /* kill */
    signal(SIGALRM, inner);
    ualarm(50000, 0);
    while (got != SIGALRM)
        flag++; /* busy */
    got = 1;
    return 0;
}
`;
const line = (comment: string) => program.split('\n').findIndex(row => row.includes(`/* ${comment} */`)) + 1;

const at = () => Session.at({ files: { 'p.c': program } });

/** The stack down to main, without what the library does. */
const shown = (session: Session) => session.stack().filter(name => !/^(kill|raise|_start) /.test(name));

describe('the handler of a signal', () => {
  it('has below it a label, and what the signal came in between', async () => {
    const session = await at();
    session.breakAt('p.c', line('inner'));
    await session.continue();
    assert.deepEqual(shown(session), [
      `inner p.c:${line('inner')}`,
      'user → handler · SIGUSR2, kill',
      `outer p.c:${line('raise')}`,
      'user → handler · SIGUSR1, kill',
      `main p.c:${line('kill')}`,
    ]);
    assert.equal(session.value('signal'), '12');
    session.end();
  });

  it('may come between any two instructions', async () => {
    const session = await at();
    session.breakAt('p.c', line('inner'));
    await session.continue();
    await session.continue();
    const [inner, label, main] = session.stack();
    assert.equal(inner, `inner p.c:${line('inner')}`);
    assert.equal(label, 'user → handler · SIGALRM, timer interrupt');
    assert.match(main!, /^main p\.c:/);
    const frame = session.debugger.examine.stack(session.pid)[2]!;
    assert.equal(session.debugger.examine.evaluate('got', frame, 'watch').value, '12');
    session.end();
  });

  it('is below the kernel where that works for it', async () => {
    const session = await at();
    session.debugger.breakpoints.setFunctions([{ name: 'kernel::sys_sigreturn' }]);
    await session.continue();
    const stack = session.stack();
    assert.match(
      stack.find(name => name.startsWith('user → kernel'))!,
      /sigreturn\(\)/,
    );
    assert.deepEqual(stack.slice(stack.findIndex(name => name.startsWith('__signal_return'))).slice(1, 2), [
      'user → handler · SIGUSR2, kill',
    ]);
    assert.ok(stack.includes(`main p.c:${line('kill')}`));
    session.end();
  });

  it('is stepped out of to where the signal came', async () => {
    const session = await at();
    session.breakAt('p.c', line('inner'));
    await session.continue();
    await session.step('out');
    assert.deepEqual(
      session.stack().filter(name => name.includes('p.c')),
      [`outer p.c:${line('raise')}`, `main p.c:${line('kill')}`],
    );
    session.end();
  });

  it('is run through by a step over what makes the signal come', async () => {
    const session = await at();
    session.breakAt('p.c', line('kill'));
    await session.continue();
    await session.step('over');
    assert.equal(session.stack()[0], `main p.c:${line('kill') + 1}`);
    session.end();
  });

  it('is left at its end by steps over', async () => {
    const session = await at();
    session.breakAt('p.c', line('inner'));
    await session.continue();
    for (let steps = 0; steps < 2; steps++) await session.step('over');
    assert.match(
      session.stack().find(name => name.includes('p.c'))!,
      /^outer p\.c:/,
    );
    session.end();
  });
});
