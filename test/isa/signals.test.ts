/** What the guest's headers define about signals and wait statuses is what `src/isa` has in its rows. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOf } from '../../src/events';
import { causes, signals, waitStatus } from '../../src/isa';

const header = (name: string) => readFileSync(join(__dirname, '../../guest/include', name), 'utf8');

describe('signals', () => {
  it('are those of the header', () => {
    const defined = [...header('signal.h').matchAll(/^#define (SIG\w+) (\d+)$/gm)];
    assert.deepEqual(
      defined.map(([, name, number]) => [name, Number(number)]),
      signals.map(({ name, number }) => [name, number]),
    );
    assert.match(
      header('sys/wait.h'),
      new RegExp(`#define WCOREFLAG 0x${waitStatus.faultBit.toString(16)}\n`),
    );
  });

  it('are told from trap causes of the same number in a wait status', () => {
    const number = signals[0]!.number;
    assert.deepEqual(endOf(number), { killedBy: 'interrupt-key' });
    const cause = causes.find(row => row.number === number)!.name;
    assert.deepEqual(endOf(number | waitStatus.faultBit), { killedBy: cause });
    assert.deepEqual(endOf(9), { killedBy: 'kill' });
    assert.deepEqual(endOf(7), { killedBy: '7' });
    assert.deepEqual(endOf(3 << 8), { code: 3 });
  });
});
