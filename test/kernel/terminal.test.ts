/** The line discipline, in the machine: what a program reads of what is typed, and what the terminal shows. */
import assert from 'node:assert/strict';
import { stripped, writeElf } from '../../src/image';
import type { Session } from '../../src/session';
import { boot, prepare, program as built } from './boot';

/** What is typed, each piece when the guest waits for input, and all that is printed. */
interface Case {
  readonly name: string;
  readonly program: string;
  /** No terminal: a stream of bytes. */
  readonly stream?: true;
  readonly typed: readonly string[];
  readonly shown: string;
  readonly status?: number;
}

const control = (letter: string) => String.fromCharCode(letter.charCodeAt(0) & 0x1f);
const [c, d, h, u, w, z] = ['C', 'D', 'H', 'U', 'W', 'Z'].map(control) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const backspace = '\x7f';
const back = '\b \b';
const long = 'a'.repeat(1030);
const piece = `64:${' 61'.repeat(64)}\n`;

const cases: readonly Case[] = [
  { name: 'Enter ends a line', program: 'lines', typed: ['hi\r'], shown: 'hi\n3: 68 69 0a\nend\n' },
  {
    name: 'keys one by one are one line',
    program: 'lines',
    typed: ['h', 'i', '\r'],
    shown: 'hi\n3: 68 69 0a\nend\n',
  },
  {
    name: 'several lines typed ahead are read one by one',
    program: 'lines',
    typed: ['a\rb\r'],
    shown: 'a\nb\n2: 61 0a\n2: 62 0a\nend\n',
  },
  {
    name: 'Backspace and ^H take a character back, and nothing before the line',
    program: 'lines',
    typed: [`ab${backspace}c${h}${backspace}${backspace}d\r`],
    shown: `ab${back}c${back}${back}d\n2: 64 0a\nend\n`,
  },
  {
    name: 'a character of several bytes is taken back whole',
    program: 'lines',
    typed: [`€${backspace}é\r`],
    shown: `€${back}é\n3: c3 a9 0a\nend\n`,
  },
  {
    name: 'a control character takes two columns, a tab one',
    program: 'lines',
    typed: [`\x01${backspace}\t${backspace}\x1b\r`],
    shown: `^A\b\b  \b\b ${back}^[\n2: 1b 0a\nend\n`,
  },
  {
    name: '^U takes the line back',
    program: 'lines',
    typed: [`x\rabc${u}d\r`],
    shown: `x\nabc${back.repeat(3)}d\n2: 78 0a\n2: 64 0a\nend\n`,
  },
  {
    name: '^W takes a word back, with the spaces behind it',
    program: 'lines',
    typed: [`a bc  ${w}${w}${w}d\r`],
    shown: `a bc  ${back.repeat(6)}d\n2: 64 0a\nend\n`,
  },
  { name: '^D at the start of a line is the end', program: 'lines', typed: [d, 'x\r'], shown: 'end\n' },
  {
    name: '^D in a line gives it without a newline',
    program: 'lines',
    typed: [`ab${d}`, d],
    shown: 'ab2: 61 62\nend\n',
  },
  { name: 'a NUL is input', program: 'lines', typed: ['\0\r'], shown: '^@\n2: 00 0a\nend\n' },
  {
    name: 'a line longer than there is room comes in pieces',
    program: 'lines',
    typed: [`${long}\r`],
    shown: `${long.slice(0, 1024)}${piece}aaaaaa\n${piece.repeat(15)}7:${' 61'.repeat(6)} 0a\nend\n`,
  },
  { name: '^C ends the program', program: 'lines', typed: [`ab${c}`], shown: 'ab^C\n', status: 130 },
  {
    name: 'raw: every key is read at once, and nothing is shown',
    program: 'keys',
    typed: ['a', `\r${c}`, d, backspace, '\0€', 'q'],
    shown: '61 0d 03 04 7f 00 e2 82 ac 71 \nterminal\n',
  },
  {
    name: '^C ends the group in the foreground; a read of another fails, and the next does not',
    program: 'groups',
    typed: [`lost${c}`, 'x\r'],
    shown: 'ready\nlost^C\nx\nread x\n',
  },
  {
    name: 'the shell lives on when ^C ends what it runs, or comes at its prompt',
    program: 'shell',
    typed: ['cat\r', 'abc\r', c, `exi${c}`, 'cat | cat\r', c, 'exit 3\r'],
    shown: '$ cat\nabc\nabc\n^C\n$ exi^C\n$ cat | cat\n^C\n$ exit 3\n',
    status: 3,
  },
  {
    name: 'the shell has its terminal back from a program that leaves it raw',
    program: 'shell',
    typed: ['/bin/raw\r', 'exit 2\r'],
    shown: '$ /bin/raw\n$ exit 2\n',
    status: 2,
  },
  {
    name: '^Z stops a job, which fg has go on with the read that it was at',
    program: 'shell',
    typed: ['cat | cat\r', `lost${z}`, 'jobs\r', 'fg\r', 'x\r', d, z, 'jobs\r', 'exit\r'],
    shown:
      '$ cat | cat\nlost^Z\n[1] Stopped      cat | cat\n$ jobs\n[1] Stopped      cat | cat\n' +
      '$ fg\ncat | cat\nx\nx\n$ jobs\n$ exit\n',
  },
  {
    name: 'jobs go on in the background, are told when they end, and can be waited for and killed',
    program: 'shell',
    typed: [
      'sleep 0.05 &\r',
      'cat\r',
      z,
      'bg\r',
      'kill -9 %2\r',
      'wait\r',
      'none\r',
      'fg %7\r',
      'cat | wc &\r',
      'fg %1\r',
      c,
      'exit 4\r',
    ],
    shown:
      '$ sleep 0.05 &\n[1] 3\n$ cat\n^Z\n[2] Stopped      cat\n[1] Done         sleep 0.05\n' +
      '$ bg\n[2] cat &\n$ kill -9 %2\n[2] Killed       cat\n$ wait\n$ none\nsh: none: not found\n' +
      '$ fg %7\nsh: %7: no such job\n$ cat | wc &\n[1] 8\n$ fg %1\ncat | wc\n^C\n$ exit 4\n',
    status: 4,
  },
  {
    name: '^Z is no wish where nobody could have the program go on',
    program: 'lines',
    typed: [`a${z}b\r`],
    shown: 'ab\n3: 61 62 0a\nend\n',
  },
  {
    name: 'a line that is not complete goes on, until ^C',
    program: 'shell',
    typed: ['echo "a\r', 'b" &&\r', 'echo c\r', '(echo d\r', c, 'echo )\r', 'exit\r'],
    shown:
      '$ echo "a\n> b" &&\n> echo c\na\nb\nc\n$ (echo d\n> ^C\nsh: syntax error: the text ends too early\n' +
      '$ echo )\nsh: syntax error: unexpected )\n$ exit\n',
    status: 2,
  },
  {
    name: 'a stream: no key means anything, and nothing is shown',
    program: 'lines',
    stream: true,
    typed: [`a\r${c}${d}${backspace}${u}${w}\0\n`],
    shown: '9: 61 0d 03 04 7f 15 17 00 0a\nend\n',
  },
  {
    name: 'a stream can be read raw',
    program: 'keys',
    stream: true,
    typed: ['a', `${c}q`],
    shown: '61 03 71 \nstream\n',
  },
  {
    name: 'the end of a stream ends a read in raw mode',
    program: 'keys',
    stream: true,
    typed: [],
    shown: 'keys.c:40: failed: read(0, &key, 1) == 1 (errno 22)\n',
    status: 1,
  },
];

/** For the shell to run. */
const raw = () => [{ path: '/bin/raw', bytes: writeElf(stripped(built('raw'))) }];

describe('kernel: the terminal', () => {
  for (const { name, program, stream, typed, shown, status = 0 } of cases)
    for (const timer of [10_000, 0])
      it(`${name}${timer ? '' : ', cooperative'}`, () => {
        const ended = boot([program], { input: typed, terminal: !stream, timer, files: raw() });
        assert.equal(ended.output, shown);
        assert.equal(ended.status, status);
      });

  it('is saved with the machine: a run that is continued has the same one', () => {
    const echoOf = (session: Session) => {
      let shown = '';
      session.machine.console.output = byte => (shown += String.fromCharCode(byte));
      session.machine.console.input(new TextEncoder().encode('hi'));
      session.machine.run(1_000_000);
      return shown;
    };
    const [terminal, stream] = [prepare(['lines'], { terminal: true }), prepare(['lines'])];
    const state = terminal.machine.save();
    assert.equal(echoOf(terminal), 'hi');
    assert.equal(echoOf(stream), '');
    const other = prepare(['lines']);
    other.machine.restore(state);
    assert.equal(echoOf(other), 'hi');
  });

  it('is ended by ^C with all programs that were started at once', () => {
    const ended = boot(['lines', 'lines'], { input: [c], terminal: true });
    assert.equal(ended.output, '^C\n');
    assert.equal(ended.status, 130);
  });
});
