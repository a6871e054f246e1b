/** The tour of OSTEP's chapter 6: moments of the examples, each found by a question, with something to predict. */
import { type FileTree, type GuestFiles, treeOf } from '../../boot';
import type { Sought } from '../../grade';

export interface TourStep {
  readonly id: string;
  readonly title: string;
  readonly moment: Sought;
  /** What is asked before the moment opens; the first choice is right. */
  readonly predict: string;
  readonly choices: readonly [right: string, ...wrong: string[]];
  readonly answer: string;
  /** A claim about the same run that shows it. */
  readonly shown: string;
}

/** The path of a link to a step, whose query is its id. */
export const tourPath = '/tour';

const folder = 'examples';

const run = (
  question: string,
  timer: number,
  ...programs: readonly (readonly [string, ...string[]])[]
): Sought => ({
  programs: programs.map(([program, ...args]) => ({ program: [program], args })),
  timer,
  question,
  limit: 20_000_000,
});

export const tour: readonly TourStep[] = [
  {
    id: 'boot',
    title: 'The kernel tells the hardware where to go',
    moment: run('first call trap_init', 10_000, ['hello.c']),
    predict: 'Boot: the kernel is about to set up the trap table. When can a trap happen for the first time?',
    choices: [
      'Only when the hardware knows the table',
      'At any time: the hardware has a table of its own',
      'When the first program has ended',
    ],
    answer:
      'trap_init fills the table and tells the hardware its address by the privileged instruction ltt. A program cannot do that: it would choose where the kernel begins.',
    shown: 'each trap or interrupt after trap-table',
  },
  {
    id: 'first-frame',
    title: 'A program starts by return-from-trap',
    moment: run('first call forkret', 10_000, ['hello.c']),
    predict: 'The first program has never run, and has never trapped. How does the CPU get to it?',
    choices: [
      'By return-from-trap, from a frame that the kernel has filled by hand',
      'The kernel calls its main',
      'By a trap of the kernel',
    ],
    answer:
      'The kernel stack holds a trap frame that no trap has pushed: exec has written it. Look at “Kernel stack” in the Variables pane, and step on to rett.',
    shown: 'order kernel-stack-fill then call forkret then main of hello',
  },
  {
    id: 'system-call',
    title: 'A system call',
    moment: run('first system-call write of hello', 10_000, ['hello.c']),
    predict: 'The next instruction of hello is trap, for write. Where will its registers be after it?',
    choices: [
      'On its kernel stack, saved by the hardware',
      'On its user stack, saved by the library',
      'In its process structure, saved by the kernel',
    ],
    answer:
      'The hardware goes over to the kernel stack and pushes a trap frame: registers, PC, status, cause. Step by an instruction and look at it. The number of the call is in t0 of the frame.',
    shown:
      'order system-call write of hello then call syscall then call sys_write then return-from-trap of hello to user',
  },
  {
    id: 'return',
    title: 'Return-from-trap',
    moment: run('first return-from-trap of hello to user', 10_000, ['hello.c']),
    predict:
      'The kernel is about to go back to the program. Which instructions restore the registers of the program?',
    choices: [
      'One, rett: it restores all of them, the mode too',
      'A load for each register, and then a jump',
      'None: the kernel has left them alone',
    ],
    answer:
      'If the mode changed before the jump, the program would run the kernel’s code; if after it, the kernel the program’s. One instruction does both at once.',
    shown:
      'each system-call write of hello then return-from-trap of same to user keeping registers except a0',
  },
  {
    id: 'timer',
    title: 'The timer takes the CPU back',
    moment: run('first timer-interrupt of yielder in user', 2000, ['yielder.c', 'a'], ['yielder.c', 'b']),
    predict:
      'The program has asked for nothing, and the kernel has the CPU. Which instruction of the program has done that?',
    choices: ['None: it came between two of them', 'The one before, a trap', 'The one that is next'],
    answer:
      'The timer interrupts after so many instructions, wherever the program is. All its registers have to come back as they were: it does not know.',
    shown: 'each timer-interrupt of yielder in user then return-from-trap of same to user keeping registers',
  },
  {
    id: 'switch',
    title: 'The context switch',
    moment: run('first call swtch of yielder', 2000, ['yielder.c', 'a'], ['yielder.c', 'b']),
    predict: 'swtch saves registers and loads others. Whose?',
    choices: [
      'Those of the kernel, as they are for the one process and for the other',
      'Those of the two programs',
      'All registers of the machine',
    ],
    answer:
      'The registers of the programs lie on their kernel stacks already, since their traps. swtch saves those of the kernel, and with sp the stack is another: it returns to whom the other called it from.',
    shown: 'each return swtch of yielder after call swtch of same keeping {$sp}',
  },
  {
    id: 'fault',
    title: 'A program that does what it may not',
    moment: run('first fault of faults', 10_000, ['faults.c']),
    predict: 'The next instruction is one that a program may not execute. Who will notice?',
    choices: [
      'The hardware, as it happens',
      'The kernel, which looks at each instruction first',
      'The compiler',
    ],
    answer:
      'The hardware checks each access and each privileged instruction, and traps. The kernel decides what becomes of the program.',
    shown: 'each fault of faults in user then process-exit of same',
  },
];

/** The examples, by their names. */
export function examplesOf(guest: GuestFiles): FileTree {
  const names = guest.list(folder).filter(name => !name.endsWith('/'));
  return treeOf(
    new Map(
      names.flatMap(name => {
        const bytes = guest.read(`${folder}/${name}`);
        return bytes ? [[name, bytes] as const] : [];
      }),
    ),
  );
}
