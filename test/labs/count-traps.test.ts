import { checkLab } from './lab';

const counts = [
  'kernel/counts.c',
  '    (void)cause; /* yours to write */',
  '    trap_counts[cause]++;',
] as const;
const include = ['kernel/trap.c', '#include "cpu.h"\n', '#include "counts.h"\n#include "cpu.h"\n'] as const;
const inTrap = (call: string) =>
  ['kernel/trap.c', 'STATUS_USER) != 0;\n', `STATUS_USER) != 0;\n\n    ${call}\n`] as const;
const call = inTrap('count_trap(tf->cause);');

checkLab('count-traps', 10, [
  { name: 'starter', score: 0, told: /Nothing is counted\. Does trap\(\) in trap\.c call count_trap/ },
  { name: 'solution', edits: [counts, include, call], score: 10 },
  {
    name: 'all causes in one place',
    test: 'system calls',
    edits: [['kernel/counts.c', counts[1], '    trap_counts[0] += cause > 0;'], include, call],
    score: 0,
    told: /All causes are counted in one place/,
  },
  {
    name: 'system calls alone',
    test: 'timer interrupts of a program',
    edits: [
      counts,
      include,
      ['kernel/trap.c', '        syscall(tf);', '        count_trap(tf->cause);\n        syscall(tf);'],
    ],
    score: 0,
    told: /count_trap is called, but not for the timer/,
  },
  {
    name: 'at the end of trap()',
    test: 'faults, of which a program does not come back',
    edits: [
      counts,
      include,
      [
        'kernel/trap.c',
        '    if (from_user) {\n        signal_deliver(tf);',
        '    count_trap(tf->cause);\n    if (from_user) {\n        signal_deliver(tf);',
      ],
    ],
    score: 0,
    told: /never comes back to the end of trap\(\)\. Count before you handle/,
  },
  {
    name: 'what comes from programs alone',
    test: 'interrupts of the kernel while all sleep',
    edits: [counts, include, inTrap('if (from_user)\n        count_trap(tf->cause);')],
    score: 0,
    told: /Is there an `if \(from_user\)` around the call\?/,
  },
  {
    name: 'twice',
    test: 'system calls',
    edits: [
      counts,
      include,
      call,
      ['kernel/trap.c', '        syscall(tf);', '        count_trap(tf->cause);\n        syscall(tf);'],
    ],
    score: 0,
    told: /A system call is counted twice/,
  },
  {
    name: 'in bytes',
    test: 'system calls',
    edits: [counts, ['kernel/counts.c', 'unsigned trap_counts', 'unsigned char trap_counts'], include, call],
    score: 0,
    told: /The count starts again at 256/,
  },
  {
    name: 'what does not build',
    test: 'system calls',
    edits: [counts, include, inTrap('count_trap(tf->cause)')],
    score: 0,
    told: /the kernel in kernel does not build: 1 error; the first: kernel\/trap\.c:\d+:\d+: error: /,
  },
]);
