/** System calls by their prototypes, as a kernel has them in its table. */
import assert from 'node:assert/strict';
import { prototype, systemCalls, systemCallsOf } from '../../src/isa';

/** A table with one entry. */
const at = (number: number, text: string) => {
  const table: (string | undefined)[] = Array.from({ length: number }, () => undefined);
  return systemCallsOf([...table, text]);
};

describe('isa: system calls by their prototypes', () => {
  it('are those of the bundled kernel where they are the same', () => {
    const table: (string | undefined)[] = [];
    for (const row of systemCalls) table[row.number] = prototype(row, 'void');
    assert.deepEqual(systemCallsOf(Array.from(table)), systemCalls);
  });

  const cases: [prototype: string, shown: string[]][] = [
    ['int f(void)', []],
    ['int f()', []],
    ['int f(int)', ['argument0 signed']],
    ['int f(size_t size, pid_t pid)', ['size unsigned', 'pid signed']],
    ['char *f(char *to, const char *from)', ['to address', 'from text']],
    ['int f(const void *bytes, unsigned count)', ['bytes bytes count', 'count unsigned']],
    ['int f(const void *place, int how)', ['place address', 'how signed']],
    ['int f(char *const list[], int ends[2])', ['list texts', 'ends address']],
  ];
  for (const [text, shown] of cases)
    it(text, () => {
      const [row] = at(100, text);
      assert.equal(row?.number, 100);
      assert.equal(row?.name, 'f');
      const told = row?.parameters.map(parameter => {
        const { name } = parameter;
        const how = parameter.shown;
        return [name, how.as, ...(how.as === 'bytes' ? [how.length] : [])].join(' ');
      });
      assert.deepEqual(told, shown);
    });

  it('are shown by their types where the kernel has changed the parameters', () => {
    const [row] = at(7, 'int kill(int pid, int signal, int why)');
    assert.equal(row?.parameters.length, 3);
  });

  it('are not there where the text is none', () => assert.deepEqual(at(3, 'nonsense'), []));
});
