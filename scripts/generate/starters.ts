/** Starters of labs that are files of the kernel without the answer: made of the kernel's own as they are now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Edit = readonly [from: RegExp, to: string];

/** Edits by lab and file of the kernel; what one is to change has to be there exactly once. */
const edits: Readonly<Record<string, Readonly<Record<string, readonly Edit[]>>>> = {
  'first-frame': {
    'exec.c': [
      [
        / \* Fills the kernel stack with the registers and the PC that the program starts with[^]*?\*\/\n/,
        ` * Fills the kernel stack with what return-from-trap is to find there, so that it starts the program. Yours to write: it
 * does nothing yet.
 */
`,
      ],
      [
        /( user_address argv\)\n\{\n)    memset\(tf, 0, sizeof \*tf\);\n[^}]*(?=\})/,
        '$1    (void)tf, (void)entry, (void)argc, (void)argv;\n',
      ],
    ],
  },
  preempt: {
    'trap.c': [
      [
        / {8}if \(from_user\)\n {12}yield\("its time slice is over"\);\n/,
        '        /* Yours to write: the time slice of whoever ran is over. */\n',
      ],
    ],
  },
  protection: {
    'sysproc.c': [
      [/\/\* The status pointer is checked before a child is given up for it. \*\/\n/, ''],
      [/int status, result;\n\n.*user_range\(status_address[^]*?-EFAULT;\n/, 'int status, result;\n\n'],
      [
        /copyout\(current->pagedir, status_address, &status, sizeof status\)/,
        '*(int *)status_address = status',
      ],
    ],
    'vm.c': [[/(map_ram\(RAM_BASE, memory_fresh\(\), PTE_WRITE)\)/, '$1 | PTE_USER)']],
  },
  'pull-the-plug': {
    'journal.c': [
      [
        / To commit it,\n[^]*?\*\//,
        ` How it comes to the disk is yours to write:
 * see journal_commit. At the next start journal_recover() does again what a header in the journal says.
 */`,
      ],
      [/\/\* Step 1\. \*\//, '/* The blocks of the transaction, to the journal behind its header. */'],
      [
        /\/\*\n \* Steps 3 and 4\.[^]*?\*\//,
        '/* The blocks, to where they belong. From then on they are as on the disk. */',
      ],
      [/ {4}if \(write_header\(0\) < 0\)\n {8}panic\(.*\n/, ''],
      [
        / {4}if \(write_blocks\(\) < 0 \|\| write_header\(count\) < 0\)\n {8}return -EIO;\n/,
        `    (void)write_blocks; /* yours to write: now the blocks go right to where they belong */
    (void)write_header;
`,
      ],
    ],
  },
  swtch: {
    'swtch.toy': [
      [/ {4}\.cfi_startproc\n[^]*(?= {4}ret\n)/, '    # yours to write\n'],
      [/ {4}\.cfi_endproc\n/, ''],
    ],
  },
};

function starter(lab: string, name: string, changes: readonly Edit[]): string {
  let text = readFileSync(join(__dirname, '../../guest/kernel', name), 'utf8');
  for (const [from, to] of changes) {
    const found = text.match(new RegExp(from.source, 'g'))?.length ?? 0;
    if (found !== 1)
      throw new Error(
        `the starter of the lab ${lab} takes the answer out of guest/kernel/${name}, where ${from.source} is found ${found} times, not once: say in scripts/generate/starters.ts what it is now`,
      );
    text = text.replace(from, to);
  }
  return text;
}

export const starters: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(edits).flatMap(([lab, files]) =>
    Object.entries(files).map(([name, changes]) => [
      `labs/${lab}/starter/kernel/${name}`,
      () => starter(lab, name, changes),
    ]),
  ),
);
