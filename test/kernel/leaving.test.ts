/**
 * How often the engine leaves WebAssembly for what programs ask of the kernel all the time: counts, not times, so that a
 * kernel or a machine that makes it slow is seen on every computer. What is rare may leave it.
 */
import assert from 'node:assert/strict';
import { WasmEngine } from '../../src/machine/wasm/engine';
import { boot, runToEnd } from '../support/system';

const program = `#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char *argv[])
{
    int turns = atoi(argv[2]), there[2], back[2], i;
    char byte = 0;

    if (argv[1][0] == 'c') {
        for (i = 0; i < turns; i++)
            getpid();
        return 0;
    }
    pipe(there);
    pipe(back);
    if (fork() == 0) {
        for (i = 0; i < turns; i++) {
            read(there[0], &byte, 1);
            write(back[1], &byte, 1);
        }
        return 0;
    }
    for (i = 0; i < turns; i++) {
        write(there[1], &byte, 1);
        read(back[0], &byte, 1);
    }
    wait(0);
    return 0;
}
`;

/** Instructions that are done one at a time in a run. */
async function leaves(what: string, turns: number): Promise<number> {
  const engine = WasmEngine.prototype as unknown as { step(): void };
  const { step } = engine;
  let count = 0;
  engine.step = function (this: WasmEngine) {
    count++;
    step.call(this);
  };
  try {
    await runToEnd(boot({ 'p.c': program }, { timer: 0 }, [what, String(turns)]), { events: false });
  } finally {
    engine.step = step;
  }
  return count;
}

describe('WebAssembly is hardly left', () => {
  for (const [what, most] of [
    ['calls', 0.01],
    ['pipes', 0.1],
  ] as const)
    it(`for ${what}: at most ${most} times each`, async () => {
      const [few, many] = [await leaves(what, 1000), await leaves(what, 3000)];
      assert.ok((many - few) / 2000 <= most, `${few} times for 1,000, ${many} for 3,000`);
    });
});
