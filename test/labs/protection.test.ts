import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from '../../src/events';
import { hex } from '../../src/source';
import { kernelWith } from '../kernel/boot';
import { root } from '../support/guest';
import { checkLab } from './lab';

/** Where something is in the kernel that is handed out; a student asks the debugger. */
const handedOut = kernelWith(
  ['vm.c', 'sysproc.c'].map(name => {
    const starter = join(root, 'labs/protection/starter/kernel', name);
    return [name, /[^]+/, readFileSync(starter, 'utf8')] as const;
  }),
);
const at = (name: string): string => hex(addressOf(handedOut, name) ?? 0);

const take = (line: string) =>
  [
    ['take.c', '= 0; /* yours to find */', `= (unsigned *)${at('trap_table')};`],
    ['take.c', '(void)trap_table;', line],
  ] as const;
const pids = (pointer: string, code = '0x10') =>
  [
    ['pids.c', '= 0; /* yours to find */', `= ${pointer};`],
    ['pids.c', 'exit(0);', `exit(${code});`],
  ] as const;
const nextPid = `(int *)${at('next_pid')}`;
const closed = ['kernel/vm.c', 'PTE_WRITE | PTE_USER)', 'PTE_WRITE)'] as const;
const told = [
  'kernel/sysproc.c',
  '*(int *)status_address = status',
  'copyout(current->pagedir, status_address, &status, sizeof status)',
] as const;
const looking = (check: string) =>
  [
    'kernel/sysproc.c',
    'int status, result;\n\n',
    `int status, result;\n\n    if (${check})\n        return -EFAULT;\n`,
  ] as const;
const looked = looking('status_address && user_range(status_address, sizeof status, PTE_WRITE) < 0');
const keeps = 'take.c keeps the CPU';
const writes = 'pids.c has the kernel write';
const pages = 'no page of the kernel is open';
const waits = 'wait writes only where the program could';

checkLab('protection', 10, [
  {
    name: 'starter',
    score: 0,
    told: /The entry of the timer, trap_table\[CAUSE_TIMER\], is as it was[^]*next_pid is as it would be[^]*Programs can still write there[^]*The kernel has used the pointer as it was/,
  },
  {
    name: 'solution',
    edits: [...take('trap_table[CAUSE_TIMER] += 8;'), ...pids(nextPid), closed, looked, told],
    score: 10,
  },
  {
    name: 'take.c with a function of its own in the trap table',
    test: keeps,
    edits: take('trap_table[CAUSE_TIMER] = (unsigned)main;'),
    score: 0,
    told: /fetches no instruction from a user page/,
  },
  {
    name: 'take.c one instruction too early',
    test: keeps,
    edits: take('trap_table[CAUSE_TIMER] += 4;'),
    score: 0,
    told: /It has to be the address of an instruction that does what you want|as it was/,
  },
  {
    name: 'take.c that changes the entry of system calls',
    test: keeps,
    edits: take('trap_table[CAUSE_SYSTEM_CALL] += 8;'),
    score: 0,
    told: /trap_table\[CAUSE_TIMER\], is as it was/,
  },
  {
    name: 'take.c at an address where nothing is',
    test: keeps,
    edits: [['take.c', '(void)trap_table;', 'trap_table[CAUSE_TIMER] += 8;']],
    score: 0,
    told: /is trap_table the address that the Debug Console tells/,
  },
  {
    name: 'pids.c with a pointer of its own',
    test: writes,
    edits: pids('&(int){0}'),
    score: 0,
    told: /Is the pointer that wait gets &kernel::next_pid/,
  },
  {
    name: 'pids.c that writes itself',
    test: writes,
    edits: [...pids(nextPid), ['pids.c', 'wait(next_pid);', 'wait(0), *next_pid = 0x1000;']],
    score: 0,
    told: /it is the kernel that is to write there, not the program/,
  },
  {
    name: 'a kernel that can be read',
    test: pages,
    edits: [
      ['kernel/vm.c', 'PTE_WRITE | PTE_USER)', 'PTE_WRITE)'],
      ['kernel/vm.c', '(unsigned)__rodata_end, 0)', '(unsigned)__rodata_end, PTE_USER)'],
    ],
    score: 0,
    told: /Programs can still read there/,
  },
  {
    name: 'only the page of the trap table closed',
    test: pages,
    edits: [
      ['kernel/trap.c', 'static unsigned trap_table', 'unsigned trap_table'],
      ['kernel/vm.c', 'static void map_kernel', 'extern unsigned trap_table[];\n\nstatic void map_kernel'],
      [
        'kernel/vm.c',
        'PTE_WRITE | PTE_USER);\n',
        'PTE_WRITE | PTE_USER);\n    map_ram(ROUND_DOWN((unsigned)trap_table), ROUND_UP((unsigned)trap_table + 128), PTE_WRITE);\n',
      ],
    ],
    score: 0,
    told: /it is not the trap table alone/,
  },
  {
    name: 'a kernel that cannot write its own data',
    test: pages,
    edits: [['kernel/vm.c', 'PTE_WRITE | PTE_USER)', 'PTE_USER)']],
    score: 0,
    told: /Now the kernel itself cannot write its data/,
  },
  {
    name: 'only kernel addresses refused',
    test: waits,
    edits: [closed, looking('status_address >= USER_TOP - 3')],
    score: 0,
    told: /there is no memory there: see user_range/,
  },
  {
    name: 'looked at as for reading',
    test: waits,
    edits: [closed, looking('status_address && user_range(status_address, sizeof status, 0) < 0'), told],
    score: 0,
    told: /You will write: ask for PTE_WRITE/,
  },
  {
    name: 'no pointer refused',
    test: waits,
    edits: [closed, looking('user_range(status_address, sizeof status, PTE_WRITE) < 0'), told],
    score: 0,
    told: /wait\(0\) is no error/,
  },
  {
    name: 'a program ended for a bad pointer',
    test: waits,
    edits: [
      closed,
      [
        'kernel/sysproc.c',
        'int status, result;\n\n',
        'int status, result;\n\n    if (status_address && user_range(status_address, sizeof status, PTE_WRITE) < 0)\n        proc_exit(11);\n',
      ],
      told,
    ],
    score: 0,
    told: /-EFAULT; the program goes on/,
  },
  {
    name: 'looked at when the child is gone',
    test: 'what could be waited for is still there',
    edits: [
      closed,
      [
        'kernel/sysproc.c',
        '*(int *)status_address = status',
        'result = copyout(current->pagedir, status_address, &status, sizeof status) < 0 ? -EFAULT : result',
      ],
    ],
    score: 0,
    told: /look at the pointer before a child is given up/,
  },
]);
