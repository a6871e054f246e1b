import { checkLab } from './lab';

const counter = [
  'race.c',
  'int counter;',
  'int counter;\nstatic pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;',
] as const;
const body = (text: string) =>
  ['race.c', '    int old = counter;\n\n    counter = old + amount;\n', text] as const;
const alone = 'no interrupt makes a difference';

checkLab('race', 10, [
  {
    name: 'starter',
    score: 4,
    told: /a timer interrupt at instruction \d+, in add(\+0x\w+)?, makes a difference: output "\d+\\n", counter = \d+ in place of 22[^]*No lock is taken/,
  },
  {
    name: 'solution',
    edits: [
      counter,
      body('    pthread_mutex_lock(&lock);\n    counter += amount;\n    pthread_mutex_unlock(&lock);\n'),
    ],
    score: 10,
  },
  {
    name: 'volatile',
    test: alone,
    edits: [['race.c', 'int counter;', 'volatile int counter;']],
    score: 0,
    told: /No lock is taken\. volatile/,
  },
  {
    name: 'shorter',
    test: alone,
    edits: [body('    counter += amount;\n')],
    score: 0,
    told: /No lock is taken/,
  },
  {
    name: 'the store alone',
    test: alone,
    edits: [
      counter,
      body(
        '    int old = counter;\n\n    pthread_mutex_lock(&lock);\n    counter = old + amount;\n    pthread_mutex_unlock(&lock);\n',
      ),
    ],
    score: 0,
    told: /is it one lock for both threads, and is the load inside\?/,
  },
  {
    name: 'load and store apart',
    test: alone,
    edits: [
      counter,
      body(
        '    int old;\n\n    pthread_mutex_lock(&lock);\n    old = counter;\n    pthread_mutex_unlock(&lock);\n    pthread_mutex_lock(&lock);\n    counter = old + amount;\n    pthread_mutex_unlock(&lock);\n',
      ),
    ],
    score: 0,
    told: /between the load and the store it is given back/,
  },
  {
    name: 'never given back',
    test: 'both threads add all',
    edits: [counter, body('    pthread_mutex_lock(&lock);\n    counter += amount;\n')],
    score: 0,
    told: /A lock is taken that nobody gives back/,
  },
  {
    name: 'one after the other',
    test: 'there are two threads still',
    edits: [
      [
        'race.c',
        '    pthread_create(&b, 0, worker, &ten);\n    pthread_join(a, 0);\n    pthread_join(b, 0);\n',
        '    pthread_join(a, 0);\n    worker(&ten);\n    (void)b;\n',
      ],
    ],
    score: 0,
    told: /the work is to be done by two/,
  },
]);
