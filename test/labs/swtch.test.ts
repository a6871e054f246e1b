import { checkLab } from './lab';

const registers = ['ra', 'sp', 'fp', 's0', 's1', 's2'];
const saves = registers.map((name, index) => `    sw   ${name}, ${index * 4}(a0)\n`);
const loads = registers.map((name, index) => `    lw   ${name}, ${index * 4}(a1)\n`);
const body = (lines: readonly string[]) =>
  [['kernel/swtch.toy', '    # yours to write\n', lines.join('')]] as const;
const without = (lines: readonly string[], name: string) => lines.filter(line => !line.includes(` ${name},`));
const turns = 'two processes take turns';
const kept = 'who comes back finds his registers as they were';

checkLab('swtch', 10, [
  { name: 'starter', score: 0, told: /Nobody comes back from swtch|gone astray|Save six registers/ },
  { name: 'solution', edits: body([...saves, ...loads]), score: 10 },
  {
    name: 'without s2',
    test: kept,
    edits: body([...without(saves, 's2'), ...without(loads, 's2')]),
    score: 2,
    told: /keeping \{\$s2\}: does not hold/,
  },
  {
    name: 'without sp',
    test: turns,
    edits: body([...saves, ...without(loads, 'sp')]),
    score: 0,
    told: /Nobody comes back|gone astray|Save six/,
  },
  {
    name: 'without ra',
    test: turns,
    edits: body([...without(saves, 'ra'), ...loads]),
    score: 0,
    told: /Nobody comes back|gone astray/,
  },
  {
    name: 'from and to the wrong way round',
    test: turns,
    edits: body([
      ...saves.map(line => line.replace('a0', 'a1')),
      ...loads.map(line => line.replace('a1', 'a0')),
    ]),
    score: 0,
    told: /Nobody comes back|gone astray/,
  },
  {
    name: 's0 and s1 swapped',
    test: kept,
    edits: body([
      ...saves,
      ...loads.map(line =>
        line
          .replace(/\bs0\b/, 's9')
          .replace(/\bs1\b/, 's0')
          .replace('s9', 's1'),
      ),
    ]),
    score: 2,
    told: /keeping \{\$s0\}: does not hold/,
  },
  {
    name: 'loads before it saves',
    test: turns,
    edits: body([...loads, ...saves]),
    score: 0,
    told: /Nobody comes back|gone astray|Save six/,
  },
]);
