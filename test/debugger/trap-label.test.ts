/** The label of a trap tells the system call as it was made, and its result when there is one. */
import assert from 'node:assert/strict';
import { Session } from './session';

const program = `
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv)
{
    int ends[2];
    char buffer[4], *again[] = { argv[0], "again", 0 };
    if (argc > 1) return 5;
    write(1, "a\\n", 2);
    write(1, "b", 1);
    open("missing", O_RDONLY);
    sbrk(16);
    pipe(ends);
    if (fork() == 0) {
        close(ends[1]);
        read(ends[0], buffer, 3);
        execv("/bin/calls", again);
    }
    usleep(1000);
    write(ends[1], "xyz", 3);
    wait(0);
    return 0;
}
`;

const labelOf = (session: Session, pid = session.pid) =>
  session.debugger.examine.stack(pid).find(({ kind }) => kind === 'trap')?.name;

async function at(): Promise<Session> {
  return Session.at({ files: { 'calls.c': program }, timer: 0 });
}

async function to(session: Session, name: string, condition?: string): Promise<void> {
  session.debugger.breakpoints.setFunctions([{ name, ...(condition !== undefined && { condition }) }]);
  await session.continue();
}

/** Instruction by instruction to the return from the trap: the labels that are seen, each once. */
async function labelsToReturn(session: Session): Promise<string[]> {
  const seen = new Set<string>();
  session.debugger.breakpoints.setFunctions([]);
  while (session.top.mode === 'kernel') {
    seen.add(
      labelOf(session)!
        .replace(/0x0000(?!0)\w{4}/g, '0x…')
        .replace('user → kernel · ', ''),
    );
    await session.step(session.top.name === 'trapentry' ? 'over' : 'out', 'instruction');
  }
  return [...seen];
}

describe('the label of a system call', () => {
  it('has its arguments as they were made, and its result once the kernel has stored it', async () => {
    const session = await at();
    await to(session, 'kernel::sys_write');
    assert.equal(labelOf(session), 'user → kernel · write(1, "a\\n", 2)');
    await session.step('out');
    assert.equal(session.top.name, 'syscall');
    await session.step('over');
    assert.equal(labelOf(session), 'user → kernel · write(1, "a\\n", 2) = 2');
    assert.deepEqual(await labelsToReturn(session), ['write(1, "a\\n", 2) = 2']);
    session.end();
  });

  it('is told of every call until it returns', async () => {
    const session = await at();
    const labels: string[][] = [];
    for (const name of ['sys_write', 'sys_write', 'sys_open', 'sys_sbrk', 'sys_fork']) {
      await to(session, `kernel::${name}`);
      labels.push(await labelsToReturn(session));
    }
    assert.deepEqual(labels.slice(0, 2), [
      ['write(1, "a\\n", 2)', 'write(1, "a\\n", 2) = 2'],
      ['write(1, "b", 1)', 'write(1, "b", 1) = 1'],
    ]);
    // The third argument is whatever was in the register.
    assert.match(labels[2]!.join('; '), /^(open\("missing", O_RDONLY\)); \1 = -2$/);
    assert.equal(labels[3]![0], 'sbrk(16)');
    assert.match(labels[3]!.at(-1)!, /^sbrk\(16\) = 0x/);
    assert.deepEqual(labels[4], ['fork()', 'fork() = 3']);
    session.end();
  });

  it('is that of each process, blocked or in the midst of exec, and a copy has its own result', async () => {
    const session = await at();
    await to(session, 'kernel::sys_write', 'current_thread->tf->a2 == 3');
    const child = 3;
    assert.match(labelOf(session, child)!, /· read\(3, 0x\w+, 3\)$/);
    assert.match(labelOf(session)!, /· write\(4, "xyz", 3\)$/);
    // Its memory is the new program's by then, and its frame the old one's.
    await to(session, 'kernel::setup_trapframe', 'current->pid == 3');
    assert.equal(session.pid, child);
    assert.equal(labelOf(session), 'user → kernel · exec("/bin/calls", {"/bin/calls", "again"})');
    assert.match(labelOf(session, 2)!, /· wait\(0x0\)$/);
    session.end();
  });
});
