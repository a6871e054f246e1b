import { checkLab } from './lab';

const place = '        /* Yours to write: the time slice of whoever ran is over. */\n';
const answer = (text: string) => [['kernel/trap.c', place, text]] as const;
const both = 'two endless loops both get on';
const slices = 'every slice ends with the timer';
const kernel = 'the kernel itself is not given away';

checkLab('preempt', 10, [
  { name: 'starter', score: 3, told: /The timer interrupts, and whoever ran goes on/ },
  {
    name: 'solution',
    edits: answer('        if (from_user)\n            yield("its time slice is over");\n'),
    score: 10,
  },
  {
    name: 'also within the kernel',
    test: kernel,
    edits: answer('        yield("time");\n'),
    score: 0,
    told: /Where the timer interrupts the kernel, the kernel goes on/,
  },
  {
    name: 'sched alone',
    test: both,
    edits: answer('        if (from_user)\n            sched("time");\n'),
    score: 0,
    told: /Whoever was interrupted is not ready any more/,
  },
  {
    name: 'every second time',
    test: slices,
    edits: answer(
      '        if (from_user) {\n            static int odd;\n\n            odd = !odd;\n            if (odd)\n                yield("time");\n        }\n',
    ),
    score: 0,
    told: /each interrupt of the timer has to lead to a switch/,
  },
  {
    name: 'only the first program',
    test: slices,
    edits: answer('        if (from_user && current->pid == 2)\n            yield("time");\n'),
    score: 0,
    told: /each interrupt of the timer has to lead to a switch/,
  },
  {
    name: 'ends the program',
    test: both,
    edits: answer('        if (from_user)\n            proc_exit(0);\n'),
    score: 0,
    told: /it has ended by itself at instruction \d+, with status 0, and should have gone on/,
  },
]);
