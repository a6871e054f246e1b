import { checkLab } from './lab';

const starter = `    (void)write_blocks; /* yours to write: now the blocks go right to where they belong */
    (void)write_header;
    write_home();
`;
const answer = (...lines: readonly string[]) =>
  [['kernel/journal.c', starter, lines.map(line => `    ${line}\n`).join('')]] as const;
const blocks = 'if (write_blocks() < 0)\n        return -EIO;';
const header = 'if (write_header(count) < 0)\n        return -EIO;';
const home = 'write_home();';
const free = 'if (write_header(0) < 0)\n        return -EIO;';
const sound = 'whenever the plug is pulled, the disk is sound';
const afterwards = 'the journal is free afterwards';

checkLab('pull-the-plug', 10, [
  {
    name: 'starter',
    score: 2,
    told: /switched off at instruction \d+, it leaves a broken disk: [^]*Nothing is written to the journal/,
  },
  { name: 'solution', edits: answer(blocks, header, home, free), score: 10 },
  {
    name: 'the header first',
    test: sound,
    edits: answer(header, blocks, home, free),
    score: 0,
    told: /The header is written before the blocks/,
  },
  {
    name: 'home first',
    test: sound,
    edits: answer('{ unsigned n = count; count = n; }', '(void)write_blocks;', home, header, free),
    score: 0,
    told: /leaves a broken disk|Nothing is written/,
  },
  {
    name: 'never freed',
    test: afterwards,
    edits: answer(blocks, header, home),
    score: 0,
    told: /the header says so with 0/,
  },
  {
    name: 'freed before the blocks are at home',
    test: sound,
    edits: answer(blocks, header, free, home),
    score: 0,
    told: /The header says 0 before the blocks are at home/,
  },
  {
    name: 'never at home',
    test: 'what was synced is there',
    edits: answer(blocks, header, free, '(void)write_home;'),
    score: 0,
    told: /Does every block come to where it belongs/,
  },
]);
