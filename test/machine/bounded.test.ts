/** What the engine makes of code and forgets again takes no memory. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { base, machineWith, put, setRegisters } from './support';
import { toy } from './toy';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that the host's own objects take. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('machine: what is bounded', function () {
  this.timeout(120_000);

  it('code that changes again and again, and is compiled each time', () => {
    const machine = machineWith('again: sw t0, 0(a2)\njalr ra, 0(a2)\naddi t0, t0, 1\nj again', {
      engine: { tier: 'compile', compileAfter: 0 },
    });
    put(machine, base + 0x10000, toy('nop\njalr zero, 0(ra)'));
    setRegisters(machine, {
      a2: base + 0x10000,
      t0: new DataView(toy('addi a4, a4, 0').buffer).getInt32(0, true),
    });
    // Each time round is six instructions, and a module. Whatever has a bound has reached it by then.
    machine.run(6 * 700);
    const before = heap();
    machine.run(6 * 700);
    const grown = (heap() - before) / 2 ** 20;
    assert.ok(grown < 4, `${grown.toFixed(1)} MiB are kept of 700 modules`);
  });
});
