/** Programs for `ringside run`, and a check of how it ends. */
import assert from 'node:assert/strict';
import { ringside, withFolder } from '../support/command-line';

export const programs = {
  'hello.c': '#include <stdio.h>\nint main(void) { printf("hello\\n"); return 0; }\n',
  'seven.c': 'int main(void) { return 7; }\n',
  'divide.c': 'int main(int argc, char **argv) { return 1 / (argc - 1); }\n',
  'loop.c': 'int main(void) { for (;;) {} }\n',
  'args.c':
    '#include <stdio.h>\nint main(int argc, char **argv) { while (*++argv) printf("[%s]", *argv); return argc; }\n',
  'yes.c': '#include <stdio.h>\nint main(void) { for (;;) puts("y"); }\n',
  'include.c': '#include <stdio.h>\n#include "number.h"\nint main(void) { return NUMBER; }\n',
  'number.h': '#define NUMBER 9\n',
  'cat.c': `#include <fcntl.h>
#include <unistd.h>
int main(int argc, char **argv) {
    char buffer[100];
    int n, fd = argc > 1 ? open(argv[1], O_RDONLY) : 0;
    if (fd < 0) return 1;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) write(1, buffer, n);
    return 0;
}
`,
  'stuck.c': '#include <unistd.h>\nint main(void) { int p[2]; char c; pipe(p); return read(p[0], &c, 1); }\n',
  'big.c': 'char big[64 << 20];\nint main(void) { return big[1]; }\n',
  'hello.toy': `    .global _start
_start: li t0, SYS_exit
    li a0, 11
    trap
`,
  'ask.c': `#include <stdio.h>
int main(void) {
    char line[100];
    for (printf("? "), fflush(stdout); fgets(line, sizeof line, stdin); printf("? "), fflush(stdout)) printf("%s", line);
    return 4;
}
`,
  'note.txt': 'a note\n',
};

export interface Expected {
  readonly status: number;
  readonly out?: string | RegExp;
  readonly error?: string | RegExp;
}

export function expectText(actual: string, expected: string | RegExp, what: string): void {
  if (typeof expected === 'string') assert.equal(actual, expected, what);
  else assert.match(actual, expected, what);
}

/** Runs a command line (split at spaces) in a folder with the programs, and checks how it ends. */
export function check(line: string, { status, out, error = '' }: Expected, input = ''): Promise<void> {
  return withFolder(programs, folder => {
    const ran = ringside(line.split(' ').filter(Boolean), { input, folder });
    expectText(ran.error, error, 'standard error');
    if (out !== undefined) expectText(ran.out, out, 'standard output');
    assert.equal(ran.status, status, ran.error);
    assert.doesNotMatch(ran.error, /^\s+at .*\.[jt]s:\d+/m, 'a stack trace');
  });
}
