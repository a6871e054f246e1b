/** `ringside run` in a terminal: its keys are the machine's, whose kernel echoes and edits them. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { buildCommandLine, commandLine, withFolder } from '../support/command-line';
import { programs } from './run';

interface Case {
  readonly name: string;
  readonly line: string;
  /** Keys, and what must have been shown last before they are typed. */
  readonly typed: readonly (readonly [after: string, keys: string])[];
  readonly shown: string;
  readonly status: number;
}

const asks: readonly Case[] = [
  {
    name: 'echoes and edits a line; ^D ends the input',
    line: 'ask.c',
    typed: [
      ['? ', 'ab\x7fc\r'],
      ['ac\r\n? ', '\x04'],
    ],
    shown: '? ab\b \bc\r\nac\r\n? ',
    status: 4,
  },
  {
    name: 'ends the program at ^C',
    line: 'ask.c',
    typed: [['? ', 'ab\x03']],
    shown: '? ab^C\r\n',
    status: 130,
  },
  { name: 'ends the run at ^]', line: 'ask.c', typed: [['? ', '\x1d']], shown: '? ', status: 130 },
  {
    name: 'ends all programs at ^C, one that never stops too',
    line: 'ask.c -- loop.c',
    typed: [['? ', '\x03']],
    shown: '? ^C\r\n',
    status: 130,
  },
];

/** Runs it in a pseudoterminal, which script(1) of Linux makes. */
function inTerminal({ line, typed }: Case): Promise<{ shown: string; status: number | null }> {
  return withFolder(programs, async folder => {
    const command = `'${process.execPath}' '${commandLine}' run ${line}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder });
    const left = [...typed];
    let shown = '';
    child.stdout.on('data', (data: Buffer) => {
      shown += data.toString();
      const [next] = left;
      if (!next || !shown.endsWith(next[0])) return;
      left.shift();
      child.stdin.write(next[1]);
    });
    const status = await new Promise<number | null>(resolve => child.on('close', resolve));
    return { shown, status };
  });
}

// Elsewhere script has other options, or is not there.
if (process.platform === 'linux')
  describe('ringside run, in a terminal', function () {
    before(buildCommandLine);

    for (const each of asks)
      it(each.name, async () => {
        assert.deepEqual(await inTerminal(each), { shown: each.shown, status: each.status });
      });
  });
