/** Faults by which the stack of a program grows are no stops, and steps go over them. */
import assert from 'node:assert/strict';
import { Session } from './session';

const program = `int main(int argc, char **argv)
{
    volatile char room[20000];

    room[0] = 1; /* first */
    room[19999] = 2;
    return *(volatile char *)0x10 + room[0]; /* null */
}
`;
const line = (comment: string) => program.split('\n').findIndex(row => row.includes(`/* ${comment} */`)) + 1;

const at = async () => {
  const session = await Session.at({ files: { 'p.c': program }, timer: 0 });
  session.debugger.setExceptionFilters([{ filter: 'fault' }]);
  return session;
};

describe('a stack that grows', () => {
  it('is no fault that is stopped at; the next one is', async () => {
    const session = await at();
    await session.continue();
    assert.equal(session.stack()[0], `main p.c:${line('null')}`);
    assert.equal(session.value('room[0]'), "1 '\\x01'");
    session.end();
  });

  for (const how of ['over', 'into'] as const)
    it(`is gone over by a step ${how}, line by line and by instructions`, async () => {
      const session = await at();
      assert.equal(session.stack()[0], `main p.c:${line('first')}`);
      await session.step(how);
      assert.equal(session.stack()[0], `main p.c:${line('first') + 1}`);
      session.end();

      const slow = await at();
      for (let steps = 0; steps < 3; steps++) {
        const { pc } = slow.system.machine;
        await slow.step(how, 'instruction');
        assert.equal(slow.top.mode, 'user');
        assert.equal(slow.system.machine.pc, pc + 4);
      }
      slow.end();
    });
});
