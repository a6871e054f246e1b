import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine, ringside, withFolder } from '../support/command-line';

const program = `#include <stdio.h>
int main(int argc, char *argv[])
{
    if (argc > 1)
        puts(argv[1]);
    return 3;
}
`;

describe('ringside coverage', function () {
  before(buildCommandLine);

  it('runs as `run` does, tells how much of each source was executed, and writes it for lcov', () =>
    withFolder({ 'p.c': program }, folder => {
      const { status, out, error } = ringside(['coverage', '--lcov', 'p.info', 'p.c'], { folder });
      assert.deepEqual([status, out], [3, '']);
      const [head, own, ...kernel] = error.trimEnd().split('\n');
      assert.match(head!, /^ +lines +% +branches +% +functions +% {2}source$/);
      assert.match(own!, /^ +\d\/\d +\d\d\.\d +1\/2 +50\.0 +1\/1 +100\.0 {2}p\.c$/);
      assert.ok(kernel.length > 20);
      for (const line of kernel) assert.match(line, /  ringside:\/guest\/kernel\/\w+\.\w+$/);
      const info = readFileSync(join(folder, 'p.info'), 'utf8');
      assert.match(info, /^TN:\nSF:p\.c\nFN:2,main\nFNDA:1,main\n[^]*DA:4,1\nDA:5,0\nDA:6,1\n/);
      const more = ringside(['coverage', '--library', 'p.c', 'said'], { folder });
      assert.deepEqual([more.status, more.out], [3, 'said\n']);
      assert.match(more.error, / 1\/2 .* 1\/1 .* p\.c\n/);
      assert.match(more.error, /ringside:\/guest\/lib\/stdio\/\w+\.c\n/);
    }));
});
