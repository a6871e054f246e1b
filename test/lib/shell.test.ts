/**
 * The shell, by scripts: some with what must come of them, and many at random, for which bash is asked on the host. They all run
 * in one machine: a driver, which is a script itself, runs each in a folder of its own, and tells its status and the files
 * that are there afterwards. `RINGSIDE_SHELL_SCRIPTS=500 npx mocha test/lib/shell.test.ts` does more.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgedBy } from '../support/judges';
import { Random } from '../support/random';
import { run } from './run';

const sh = join(__dirname, '../../guest/programs/sh');
const count = Number(process.env['RINGSIDE_SHELL_SCRIPTS'] ?? 60);

/** A script of several lines, with its arguments `p` and `q r`, and what it prints. */
const scripts: readonly (readonly [script: string, prints: string])[] = [
  ['true && echo a || echo b; false && echo c || echo d\nfalse || false || echo e', 'a\nd\ne\n'],
  ['echo one &&\n  echo two |\n  cat', 'one\ntwo\n'],
  ['A=1; (A=2; echo $A; exit 3); echo $? $A', '2\n3 1\n'],
  ['(echo a; echo b) | wc -l; { echo c; echo d; } > f; cat f', '       2\nc\nd\n'],
  ['! true; echo $?; ! false | true; echo $?', '1\n1\n'],
  [
    'echo $# "$1" "$2" $3.; shift; echo $# "$@"; set -- x "y  z"; for a; do echo "<$a>"; done',
    '2 p q r .\n1 q r\n<x>\n<y  z>\n',
  ],
  ['for a in "$@" "$*" $*; do echo "<$a>"; done', '<p>\n<q r>\n<p q r>\n<p>\n<q>\n<r>\n'],
  [
    'touch ab ac b .h "x y"; echo *; echo a? [!a]* .[a-z]*; echo "*" \\* \'?\' nope*',
    'ab ac b x y\nab ac b x y .h\n* * ? nope*\n',
  ],
  [
    'mkdir d e; touch d/1 d/2 e/1; echo */* d*/2 /b[i]n/?at; A=\'d/*\'; echo $A "$A"',
    'd/1 d/2 e/1 d/2 /bin/cat\nd/1 d/2 d/*\n',
  ],
  ['A="a  b"; echo $A "$A"; B=$A; echo "$B"; echo x$A"$A"y', 'a b a  b\na  b\nxa ba  by\n'],
  [`echo "a\\"b\\\\c\\$A" 'a\\b"' a\\ b "it's" ''x"" \\\nand on`, `a"b\\c$A a\\b" a b it's x and on\n`],
  ['echo a#b #c\n# nothing\necho "#"', 'a#b\n#\n'],
  [
    'A=$(echo one; echo two); echo $A "$A"; echo `echo x` "$(echo "$(echo y)")"; B=$(false) || echo no',
    'one two one\ntwo\nx y\nno\n',
  ],
  [
    'none 2>/dev/null; echo $?; echo gone >/none/x 2>&1; echo $?; cat none > f 2>&1; cat f',
    '127\nsh: /none/x: No such file or directory\n1\ncat: none: No such file or directory\n',
  ],
  ['umask > f; cat f; { echo err >&2; } 2> f; cat f; echo x 2>&1 >&- ; echo y', '0022\nerr\ny\n'],
  ['if false; then echo a; elif true; then echo b; else echo c; fi; if false; then :; fi; echo $?', 'b\n0\n'],
  [
    'N=; while [ "$N" != 1111 ]; do N=1$N; [ $N = 11 ] && continue; echo $N; done; until true; do :; done',
    '1\n111\n1111\n',
  ],
  ['for a in 1 2 3; do for b in x y; do [ $a$b = 2x ] && break 2; echo $a$b; done; done', '1x\n1y\n'],
  ['for a in 1 2; do\n  echo $a\ndone > f\nwhile read b c; do echo "<$b>"; done < f', '<1>\n<2>\n'],
  [
    'test -d / -a ! -f / && [ 10 -gt 9 ] && [ a != b ] && [ -z "" -o x ] && echo yes; [ x; echo $?',
    'yes\nsh: [: there is no ]\n2\n',
  ],
  ["A=1; B=2; export B; sh -c 'echo $A.$B'; A=3 sh -c 'echo $A'; echo $A", '.2\n3\n1\n'],
  [
    'echo \'echo "$0 $1"; X=set; false\' > s; sh s a; ./s b; . ./s; echo $? $X',
    's a\n./s b\n../script p\n1 set\n',
  ],
  ['sleep 0.01 & wait $!; echo $?; false & wait $!; echo $?; (exit 5) & wait; echo $?; jobs', '0\n1\n0\n'],
  ['cat & wait; echo end', 'end\n'],
  ["sh -c 'kill -9 $$'; echo $?; A='echo a; echo b'; eval \"$A\"; exec echo c; echo never", '137\na\nb\nc\n'],
  ['echo begun\nif true; then echo x', 'begun\nsh: ../script:3: syntax error: the text ends too early\n'],
  ['echo a; case a in b) ;; esac', 'sh: ../script:1: syntax error: this shell has no case\n'],
];

/* --- random scripts --- */

class Scripts {
  constructor(private readonly random: Random) {}

  private one(choices: readonly (string | (() => string))[]): string {
    const choice = choices[this.random.below(choices.length)]!;
    return typeof choice === 'string' ? choice : choice();
  }

  private several(most: number, make: () => string, between: string): string {
    return Array.from({ length: 1 + this.random.below(most) }, make).join(between);
  }

  word = (): string =>
    this.one([
      'a', 'b1', 'foo', '.', '0', 'x*y', "'a b'", "'$A'", "'*'", "''", '"a  b"', '"$A"', '"it\'s"', '"\\$A"', '"$@"', '"a$*b"',
      '"$(echo p  q)"', '$(echo p  q)', '$A', '$B', '${A}z', '$?', '$#', '$1', '"$2"', '$@', '*', '?', '[ab]*', '*.t', 'd/*', '[!a]*',
      '.*x', '\\*', '"*"', 'nope*', 'a\\ b', () => this.word() + this.word(), () => `$(echo ${this.word()})`,
    ]); // prettier-ignore

  private words = () => this.several(3, this.word, ' ');

  private simple = (): string =>
    this.one([
      'true', 'false', ':', 'cat a.t', 'cat d/1 b.t', 'test -f a.t', '[ -d zz ]', '[ "$A" = "" ]', '[ $# -gt 1 ]',
      () => `echo ${this.words()}`, () => `echo ${this.words()}`, () => `echo ${this.words()} ${this.one(['>', '>>'])} o${this.random.below(2)}`,
      () => `A=${this.word()}`, () => `B=${this.word()}`, () => `set -- ${this.words()}`, () => `A=${this.word()} sh -c 'echo $A'`,
      () => `echo ${this.words()} | cat`,
    ]); // prettier-ignore

  private command(depth: number): string {
    if (depth === 0) return this.simple();
    const inner = () => this.list(depth - 1);
    return this.one([
      this.simple,
      this.simple,
      () => `( ${inner()} )`,
      () => `{ ${inner()}; } > o2`,
      () => `! ${this.simple()}`,
      () => `if ${inner()}; then ${inner()}; else ${inner()}; fi`,
      () => `for v in ${this.words()}; do ${inner()}; echo "v=$v"; done`,
      () =>
        `N=; while [ "$N" != 111 ]; do N=1$N; ${this.one(['[ $N = 11 ] && continue;', '[ $N = 11 ] && break;', ''])} ${inner()}; done`,
    ]);
  }

  private andOr = (depth: number) => this.several(2, () => this.command(depth), this.one([' && ', ' || ']));

  private list = (depth: number): string => this.several(2, () => this.andOr(depth), this.one(['; ', '\n']));

  script = (): string => `${this.several(3, () => this.list(2), '\n')}\n`;
}

/** Runs `scripts/0` and so on of a folder, each in a new folder beside it; none of them is heard complain. */
const driver = (home: string, shell: string, scripts: number) => `
cd ${home}; mkdir w; cd w
for i in ${Array.from({ length: scripts }, (_, i) => i).join(' ')}; do
  mkdir $i; cd $i; mkdir d
  echo alpha > a.t; echo beta > b.t; echo one > d/1; echo two > d/2; echo hidden > .hx
  echo "=== $i"
  ${shell} ../../scripts/$i p 'q r' 2> /dev/null < /dev/null
  echo "status $?"
  for f in * d/*; do if [ -f $f ]; then echo "--- $f"; cat $f; fi; done
  cd ..; rm -rf $i
done
`;

async function inMachine(all: readonly string[]): Promise<string> {
  const disk = Object.fromEntries(all.map((text, i) => [`/scripts/${i}`, text]));
  const { output, status } = await run([[sh, '/driver']], {
    disk: { ...disk, '/driver': driver('/', 'sh', all.length) },
    limit: 4_000_000_000,
  });
  assert.equal(status, 0, output.slice(-500));
  return output;
}

function onHost(all: readonly string[]): string {
  const home = mkdtempSync(join(tmpdir(), 'ringside-shell-'));
  try {
    mkdirSync(join(home, 'scripts'));
    all.forEach((text, i) => writeFileSync(join(home, 'scripts', String(i)), text));
    writeFileSync(join(home, 'driver'), driver(home, 'bash --posix', all.length));
    const env = { ...process.env, LC_ALL: 'C' };
    return execFileSync('bash', [join(home, 'driver')], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(home, { recursive: true });
  }
}

const sections = (output: string) => output.split(/^=== \d+\n/m).slice(1);

describe('the shell', function () {
  this.timeout(600_000);

  describe('runs scripts', () => {
    let printed: readonly string[];
    before(async () => {
      const files = Object.fromEntries(scripts.map(([text], i) => [`/s/${i}/script`, text]));
      const each = scripts
        .map((_, i) => `mkdir /s/${i}/w; cd /s/${i}/w; echo "=== ${i}"; sh ../script p 'q r' 2>&1`)
        .join('\n');
      const { output } = await run([[sh, '/driver']], { disk: { ...files, '/driver': each } });
      printed = sections(output);
    });
    for (const [i, [script, prints]] of scripts.entries())
      it(script.split('\n')[0]!, () => assert.equal(printed[i], prints));
  });

  judgedBy('bash', `does as bash does, in ${count} scripts at random`, async () => {
    const all = Array.from({ length: count }, (_, seed) => new Scripts(new Random(seed + 1)).script());
    const [ours, theirs] = [sections(await inMachine(all)), sections(onHost(all))];
    for (const [i, script] of all.entries()) assert.equal(ours[i], theirs[i], `script ${i}:\n${script}`);
  });
});
