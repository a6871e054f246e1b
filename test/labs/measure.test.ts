import { checkLab } from './lab';

/** The smallest of many, without what the clock costs by itself. */
const call = (measured = 'getppid();', answer = 'least - clock', change = '') => `
int cost_of_system_call(void)
{
    int i, least = 1000000, clock = 1000000;

    for (i = 0; i < 50; i++) {
        unsigned long long before = instructions(), between = instructions(), after;

        ${measured}
        after = instructions();
        if ((int)(between - before) < clock)
            clock = between - before;
        if ((int)(after - between) < least)
            least = after - between;
    }
    ${change}
    return ${answer};
}
`;

/** Two processes that do nothing but yield. */
const yields = (
  answer = 'spent / 100',
  child = 'if (fork() == 0) {\n        for (i = 0; i < 60; i++)\n            sched_yield();\n        exit(0);\n    }',
  wait = '',
) => `
int cost_of_switch(void)
{
    unsigned long long begin;
    int i, spent;

    ${child}
    sched_yield();
    begin = instructions();
    for (i = 0; i < 50; i++)
        sched_yield();
    ${wait}
    spent = instructions() - begin;
    wait(0);
    return ${answer};
}
`;

const average = (answer = 'spent / 500 - 6') => `
int cost_of_system_call(void)
{
    unsigned long long begin = instructions();
    int i, spent;

    for (i = 0; i < 500; i++)
        getppid();
    spent = instructions() - begin;
    return ${answer};
}
`;

const headers =
  '#include <ringside.h>\n#include <sched.h>\n#include <stdlib.h>\n#include <sys/wait.h>\n#include <unistd.h>\n';
const files = (...parts: readonly string[]) => ({ 'measure.c': headers + parts.join('') });
const ofCall = 'a system call';
const ofSwitch = 'a context switch';

checkLab('measure', 10, [
  { name: 'starter', score: 0, told: /0 is measured\. Which clock counts instructions/ },
  { name: 'solution', files: files(call(), yields()), score: 10 },
  {
    name: 'an answer that is written down',
    test: ofCall,
    files: files('int cost_of_system_call(void)\n{\n    return 114;\n}\n', yields()),
    score: 0,
    told: /Nothing has been measured that often/,
  },
  {
    name: 'milliseconds',
    test: ofCall,
    files: files(
      average('(uptime() - begin / 1000) / 500').replace('spent = instructions() - begin;', 'spent = 0;'),
      yields(),
    ),
    score: 0,
    told: /The others here count milliseconds/,
  },
  {
    name: 'not divided',
    test: ofCall,
    files: files(average('spent'), yields()),
    score: 0,
    told: /is it divided by how many calls there were/,
  },
  {
    name: 'a system call that works',
    test: ofCall,
    files: files(call('uptime();\n        getpgid(0);\n        lseek(9, 0, 0);'), yields()),
    score: 0,
    told: /Does the system call do real work/,
  },
  {
    name: 'the clock taken off twice',
    test: ofCall,
    files: files(call('getppid();', 'least - 4 * clock'), yields()),
    score: 0,
    told: /is more taken off than the loop and the clock cost/,
  },
  {
    name: 'an average under interrupts',
    test: 'with a timer that interrupts',
    files: files(average(), yields()),
    score: 0,
    told: /the smallest of many measurements has none/,
  },
  {
    name: 'a process that yields to nobody',
    test: ofSwitch,
    files: files(call(), yields('spent / 50', '')),
    score: 0,
    told: /Two processes have to yield at the same time/,
  },
  {
    name: 'two switches taken for one',
    test: ofSwitch,
    files: files(call(), yields('spent / 50')),
    score: 0,
    told: /two switches, one to the other and one back/,
  },
  {
    name: 'without the way in and out',
    test: ofSwitch,
    files: files(call(), yields('spent / 100 - cost_of_system_call()')),
    score: 0,
    told: /the trap and the return from it belong to it/,
  },
]);
