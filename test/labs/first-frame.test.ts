import { checkLab } from './lab';

const nothing = '    (void)tf, (void)entry, (void)argc, (void)argv;\n';
const lines = {
  clear: 'memset(tf, 0, sizeof *tf);',
  pc: 'tf->pc = entry;',
  sp: 'tf->sp = argv;',
  a0: 'tf->a0 = argc;',
  a1: 'tf->a1 = argv;',
  status: 'tf->status = STATUS_USER | STATUS_IE;',
};
const body = (changes: Partial<typeof lines> = {}) =>
  [
    [
      'kernel/exec.c',
      nothing,
      Object.values({ ...lines, ...changes })
        .map(line => `    ${line}\n`)
        .join(''),
    ],
  ] as const;
const starts = 'the first program starts';

checkLab('first-frame', 10, [
  {
    name: 'starter',
    score: 0,
    told: /The frame is empty: return-from-trap goes to address 0, in kernel mode/,
  },
  { name: 'solution', edits: body(), score: 10 },
  {
    name: 'without the mode',
    test: starts,
    edits: body({ status: 'tf->status = STATUS_IE;' }),
    score: 0,
    told: /has stayed in kernel mode/,
  },
  {
    name: 'without a PC',
    test: starts,
    edits: body({ pc: '' }),
    score: 0,
    told: /tf->pc is the first instruction/,
  },
  {
    name: 'without a stack',
    test: starts,
    edits: body({ sp: '' }),
    score: 0,
    told: /The program has no stack/,
  },
  {
    name: 'with interrupts off',
    test: 'a program can be interrupted',
    edits: body({ status: 'tf->status = STATUS_USER;' }),
    score: 0,
    told: /The timer never interrupts a program: interrupts are off/,
  },
  {
    name: 'with the stack above its arguments',
    test: 'main finds its arguments',
    edits: body({ sp: 'tf->sp = USER_TOP;' }),
    score: 0,
    told: /writes over its own arguments/,
  },
  {
    name: 'argc and argv the wrong way round',
    test: 'main finds its arguments',
    edits: body({ a0: 'tf->a0 = argv;', a1: 'tf->a1 = argc;' }),
    score: 0,
    told: /argv is not there|do pc and sp/,
  },
  {
    name: 'with registers of the program before',
    test: 'nothing is left of the program before',
    edits: body({ clear: '' }),
    score: 0,
    told: /Begin with a frame of zeros/,
  },
  {
    name: 'with a pointer in place of the frame',
    test: starts,
    edits: body({ clear: 'memset(&tf, 0, sizeof tf);' }),
    score: 0,
    told: /instruction/,
  },
]);
