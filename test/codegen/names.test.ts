/** C names that assembly takes for registers or constants, as variables and functions of two files. */
import assert from 'node:assert/strict';
import { isReservedName, platformConstants, registers } from '../../src/isa';
import { linkBare, objectOf, runBare } from '../support/bare';

const names = [
  ...registers.map(({ name }) => name),
  ...['r0', 'r5', 'r15', 'status', 'ttb', 'ksp', 'ptb'],
  ...platformConstants.keys(),
];

const each = (line: (name: string, value: number) => string) =>
  names.map((name, index) => line(name, index + 1)).join('\n');

/** Variables in one file, used in another: read, written, their addresses taken, in code and in data. */
const variables = [
  each((name, value) => `int ${name} = ${value};`),
  `${each(name => `extern int ${name};`)}
   int *addresses[] = { ${names.map(name => `&${name}`).join(', ')} };
   int main(void) {
     ${each((name, value) => `if (${name} != ${value}) return ${value}; ${name} += 1;`)}
     ${each((name, value) => `if (*addresses[${value - 1}] != ${value + 1} || addresses[${value - 1}] != &${name}) return ${value};`)}
     int number;
     asm("li %0, SYS_write" : "=r"(number));
     return number == 15 ? 0 : 99;
   }`,
];

const functions = [
  each((name, value) => `int ${name}(int x) { return x + ${value}; }`),
  `${each(name => `int ${name}(int);`)}
   static int (*addresses[])(int) = { ${names.join(', ')} };
   int main(void) {
     ${each((name, value) => `if (${name}(2) != ${value + 2} || addresses[${value - 1}](1) != ${value + 1}) return ${value};`)}
     return 0;
   }`,
];

/** Of their own file each, so that both may have all of them; inside a function, too. */
const statics = [
  `${each((name, value) => `static volatile int ${name} = ${value};`)}
   int sum(void) { return ${names.join(' + ')}; }`,
  `${each((name, value) => `static int ${name}(void) { return ${value}; }`)}
   int sum(void);
   int inner(void) {
     ${each((name, value) => `static int ${name} = ${value};`)}
     return ${names.join(' + ')};
   }
   int main(void) {
     int all = ${names.map(name => `${name}()`).join(' + ')};
     return sum() == all && inner() == all ? 0 : 1;
   }`,
];

describe('C names that mean something else in assembly', () => {
  for (const [what, files] of Object.entries({ variables, functions, statics }))
    it(`are names of ${what} in two files`, () => {
      const executable = linkBare(files.map((text, index) => objectOf(text, `${what}${index}.c`)));
      assert.deepEqual(runBare(executable).stop, { reason: 'off', status: 0 });
    });

  it('keep their plain names in symbols and debug information', () => {
    const { symbols, debug } = linkBare(functions.map((text, index) => objectOf(text, `${index}.c`)));
    const address = (name: string) => symbols.find(symbol => symbol.name === name)?.address;
    for (const name of names) {
      assert.ok(isReservedName(name), name);
      assert.ok(address(name), name);
      assert.equal(debug?.functions.find(row => row.name === name)?.start, address(name), name);
    }
  });
});
