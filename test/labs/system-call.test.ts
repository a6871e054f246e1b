import { checkLab } from './lab';

const note = '/* Yours to write: the count, and int sys_readcount(struct trapframe *tf). */';
const own = (text: string) => ['kernel/readcount.c', note, text] as const;
const plain = own(
  'int reads;\n\nint sys_readcount(struct trapframe *tf)\n{\n    (void)tf;\n    return reads;\n}',
);
const lastRow = 'SYSTEM_CALL(76,';
const entry = ['kernel/syscalls.h', lastRow, `SYSTEM_CALL(100, readcount, int, (void))\n${lastRow}`] as const;
const declared = [
  'kernel/syscall.c',
  '#include "defs.h"\n',
  '#include "defs.h"\nextern int reads;\n',
] as const;
const counting = (line: string) =>
  ['kernel/syscall.c', '    if (number < COUNT', `    ${line}\n    if (number < COUNT`] as const;
const counted = counting('if (number == SYS_read)\n        reads++;');

checkLab('system-call', 10, [
  { name: 'starter', score: 0, told: /The kernel knows no system call 100/ },
  { name: 'solution', edits: [plain, declared, entry, counted], score: 10 },
  {
    name: 'not in the table',
    test: 'there is such a system call',
    edits: [plain, declared, counted],
    score: 0,
    told: /Is it in the table, syscalls\.h, and there with the number 100\?/,
  },
  {
    name: 'no count',
    test: 'it counts',
    edits: [plain, declared, entry],
    score: 0,
    told: /Nothing is counted\./,
  },
  {
    name: 'counts itself',
    test: 'it counts',
    edits: [own(plain[2].replace('return reads', 'return reads++')), declared, entry, counted],
    score: 0,
    told: /readcount itself, or other system calls/,
  },
  {
    name: 'counts every system call',
    test: 'it counts',
    edits: [plain, declared, entry, counting('reads++;')],
    score: 0,
    told: /readcount itself, or other system calls/,
  },
  {
    name: 'starts again',
    test: 'it counts',
    edits: [
      own(plain[2].replace('return reads', 'int r = reads;\n    reads = 0;\n    return r')),
      declared,
      entry,
      counted,
    ],
    score: 0,
    told: /line 1 of the output is|It starts again/,
  },
  {
    name: 'counts only what succeeds',
    test: 'reads that fail count too',
    edits: [
      plain,
      declared,
      entry,
      [
        'kernel/syscall.c',
        '    if (tf->a0 == -EINTR',
        '    if (number == SYS_read && (int)tf->a0 >= 0)\n        reads++;\n    if (tf->a0 == -EINTR',
      ],
    ],
    score: 0,
    told: /sys_read gives up before it comes to your line: count first/,
  },
  {
    name: 'a count for each process',
    test: 'reads of other processes count too',
    edits: [
      own(
        '#include "proc.h"\n\nint sys_readcount(struct trapframe *tf)\n{\n    (void)tf;\n    return current->reads;\n}',
      ),
      ['kernel/proc.h', '    int pid;\n', '    int pid;\n    int reads;\n'],
      declared,
      ['kernel/syscall.c', '#include "defs.h"\n', '#include "defs.h"\n#include "proc.h"\n'],
      entry,
      counting('if (number == SYS_read)\n        current->reads++;'),
    ],
    score: 0,
    told: /one count for all, not one in each struct proc/,
  },
]);
