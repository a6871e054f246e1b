/** What a wait status says of a signal, and how sets of signals read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOf } from '../../src/events';
import { signalSetText, signals, waitStatus } from '../../src/isa';

describe('signals', () => {
  it('have the bit in a wait status that the header has for it', () =>
    assert.match(
      readFileSync(join(__dirname, '../../guest/include/sys/wait.h'), 'utf8'),
      new RegExp(`#define WCOREFLAG 0x${waitStatus.core.toString(16)}\n`),
    ));

  it('have a number each', () => {
    assert.equal(new Set(signals.map(({ number }) => number)).size, signals.length);
    assert.equal(new Set(signals.map(({ name }) => name)).size, signals.length);
  });

  it('are told from exit codes', () => {
    assert.deepEqual(endOf(2), { killedBy: 'SIGINT' });
    assert.deepEqual(endOf(11 | waitStatus.core), { killedBy: 'SIGSEGV' });
    assert.deepEqual(endOf(16), { killedBy: 'signal 16' });
    assert.deepEqual(endOf(3 << 8), { code: 3 });
  });

  it('read as a set', () => {
    assert.equal(signalSetText(0), 'none');
    assert.equal(signalSetText((1 << 2) | (1 << 15) | (1 << 31)), 'SIGINT | SIGTERM | SIGSYS');
  });
});
