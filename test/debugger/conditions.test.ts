/** Conditions and messages of breakpoints: checked when they are set, without effects, and told when they fail. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BreakpointConditions, StopInfo } from '../../src/debugger';
import { Session, isEnd } from './session';

const steps = readFileSync(join(__dirname, 'programs', 'steps.c'), 'utf8');
const at = (mark: string) => steps.split('\n').findIndex(line => line.includes(`/* ${mark} */`));
const body = at('body');

const looker = `struct pair { int x, y; } pair = {1, 2};
int values[3] = {1, 2, 3};
int *nowhere;
int main(void)
{
    int k = 0;
    for (int i = 0; i < 4; i++)
        k += i;
    return k;
}
`;

async function stopped(session: Session): Promise<StopInfo> {
  const stop = await session.continue();
  assert.ok(!isEnd(stop), `the machine has ended: ${JSON.stringify(stop)}`);
  return stop;
}

describe('conditions that are set', () => {
  let session: Session;
  before(async () => void (session = await Session.at({ files: { 'steps.c': steps }, timer: 0 })));
  after(() => session.end());

  const set = (given: BreakpointConditions) => {
    const [row] = session.debugger.breakpoints.setLines('steps.c', [{ line: body, ...given }]);
    return row!;
  };
  // prettier-ignore
  const refused: readonly (readonly [BreakpointConditions, RegExp])[] = [
    [{ condition: 'i ===' }, /^expected an expression, and here is '=' \(column 5\)$/],
    [{ condition: 'i >' }, /^expected an expression, and here is the end of the line$/],
    [{ condition: 'i==4) || (i==5' }, /column 5/],
    [{ condition: '(i > 1' }, /^expected \) to close the parenthesis, and here is the end of the line$/],
    [{ condition: 'i > 1 2' }, /column 7/],
    [{ condition: '"i' }, /^this string does not end on its line; close it with " \(column 1\)$/],
    [{ condition: '  ' }, /^there is no expression$/],
    [{ condition: 'nosuch > 1' }, /^there is no nosuch in steps$/],
    [{ condition: 'totl > 1' }, /^there is no totl in steps; did you mean total\?$/],
    [{ condition: 'rest == 0' }, /^there is no rest in steps/],
    [{ condition: 'total++ < 0' }, /^a condition only looks: \+\+ would change/],
    [{ condition: '--total' }, /^a condition only looks: -- would change/],
    [{ condition: 'i = 0' }, /^a condition only looks: = would assign; == compares$/],
    [{ condition: 'i == 1 && (total += 2)' }, /^a condition only looks: \+= would change/],
    [{ condition: 'kernel::current->pid = 7' }, /^a condition only looks: = would assign/],
    [{ condition: '$a0 = 7' }, /^a condition only looks: = would assign/],
    [{ condition: 'twice(2) == 4' }, /^a condition only looks: a call would run code of the program$/],
    [{ condition: 'kernel::proc[1]' }, /is neither true nor false$/],
    [{ condition: '(void)i' }, /is neither true nor false$/],
    [{ condition: 'nosuch::main' }, /^there is no program nosuch/],
    [{ hitCondition: '0' }, /^0 never holds: hits are counted from 1$/],
    [{ hitCondition: '== 0' }, /never holds/],
    [{ hitCondition: '< 1' }, /never holds/],
    [{ hitCondition: '<= 0' }, /never holds/],
    [{ hitCondition: '% 0' }, /^% 0 is no hit count: write 5, >= 5 or % 5$/],
    [{ hitCondition: 'often' }, /^often is no hit count: write 5, >= 5 or % 5$/],
    [{ logMessage: 'i is {i ===}' }, /^\{i ===\}: expected an expression, and here is '='/],
    [{ logMessage: 'i is {}' }, /^\{\}: there is no expression$/],
    [{ logMessage: 'i is {i' }, /^a \{ of the message is not closed/],
    [{ logMessage: 'i is i}' }, /^a \} of the message closes nothing/],
    [{ logMessage: 'i is {i++}' }, /^\{i\+\+\}: a message only looks: \+\+ would change/],
    [{ logMessage: 'i is {nosuch}' }, /^\{nosuch\}: there is no nosuch in steps$/],
  ];
  for (const [given, says] of refused)
    it(`refuse ${JSON.stringify(given)}`, () => {
      const { verified, message } = set(given);
      assert.equal(verified, false, message);
      assert.match(message!, says);
      assert.doesNotMatch(message!, /!=|\(\)/);
    });

  // prettier-ignore
  const taken: readonly BreakpointConditions[] = [
    { condition: 'i == 1' }, { condition: 'kernel::current' }, { condition: 'kernel::proc' }, { condition: '$a0 != sp' }, { condition: 'depth' },
    { condition: 'sizeof(i++) == 4' }, { condition: 'steps::depth == 0' }, { condition: '*(int *)0' }, { hitCondition: '>= 1' }, { hitCondition: '> 0' },
    { logMessage: '{{i}} {i} {kernel::proc[1]}' },
  ];
  for (const given of taken)
    it(`take ${JSON.stringify(given)}`, () => {
      const { verified, message } = set(given);
      assert.deepEqual([verified, message], [true, undefined]);
    });

  it('are checked where the breakpoint is, for functions and instructions too', () => {
    const { debugger: machine } = session;
    const [sum, main] = machine.breakpoints.setFunctions([
      { name: 'sum', condition: 'rest == 0' },
      { name: 'main', condition: 'rest == 0' },
    ]);
    assert.deepEqual([sum?.verified, main?.verified], [true, false]);
    const [here, bad] = machine.breakpoints.setInstructions([
      { address: session.top.pc, condition: 'total == 3' },
      { address: session.top.pc, condition: 'total === 3' },
    ]);
    assert.deepEqual([here?.verified, bad?.verified], [true, false]);
    machine.breakpoints.setInstructions([]);
    machine.breakpoints.setFunctions([]);
  });

  it('leave out the places of a breakpoint where they mean nothing, and say so', () => {
    const [row] = session.debugger.breakpoints.setFunctions([{ name: 'main', condition: 'argc > 1' }]);
    assert.equal(row?.verified, false);
  });
});

describe('conditions that are met', () => {
  const line = looker.split('\n').findIndex(text => text.includes('k += i'));
  const files = { 'looker.c': looker };

  it('change nothing', async () => {
    const session = await Session.at({ files, timer: 0 });
    const set = (condition: string) =>
      session.debugger.breakpoints.setLines('looker.c', [{ line, condition }]);
    for (const condition of ['k++ < 0', 'k = 0', 'i += 10', '(k = 5) == 5']) set(condition);
    const end = await session.continue();
    assert.ok(isEnd(end));
    assert.equal(session.ended?.status, 6);
  });

  it('stop each time that they cannot be evaluated, and say why', async () => {
    const session = await Session.at({ files, timer: 0 });
    session.debugger.breakpoints.setLines('looker.c', [{ line, condition: '*nowhere == 1' }]);
    for (const i of ['0', '1', '2', '3']) {
      const stop = await stopped(session);
      assert.equal(session.value('i'), i);
      assert.match(stop.text!, /^its condition cannot be evaluated: no memory is mapped at 0x0$/);
    }
    assert.ok(isEnd(await session.continue()));
  });

  it('are true as C has it', async () => {
    for (const [condition, hits] of [
      ['values', 4],
      ['main', 4],
      ['nowhere', 0],
      ['0.0', 0],
      ['0.5', 4],
      ['k', 2],
      ['!k', 2],
      ['pair.y - 2', 0],
    ] as const) {
      const session = await Session.at({ files, timer: 0 });
      const [row] = session.debugger.breakpoints.setLines('looker.c', [{ line, condition }]);
      assert.equal(row?.verified, true, row?.message);
      let met = 0;
      while (!isEnd(await session.continue())) met++;
      assert.equal(met, hits, condition);
    }
  });
});
