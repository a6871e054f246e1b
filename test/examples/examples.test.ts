/** Every example does what its README row says: the commands in the table, against golden output and status. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run, withoutAddresses } from '../lib/run';
import { assertGolden } from '../support/golden';

const folder = join(__dirname, '../../examples');
const commands = [
  ...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| `ringside run (.*?)`/gm),
].map(match => match[1]!);

/** What is typed into the programs that read. */
const inputs: Readonly<Record<string, string>> = {
  'greeting.c': 'Ada\n',
  'keys.c': 'aq',
  '../guest/programs/sh': 'echo one two three | wc\nls /etc; cat < /etc/none\nexit 5\n',
};

interface Command {
  readonly lines: string[][];
  readonly options: { timer?: number; limit?: number };
}

/** Takes apart what stands behind `ringside run`. */
function parse(command: string): Command {
  const options: Command['options'] = {};
  const words = command.split(/ +/);
  while (words[0]?.startsWith('--')) {
    const [name, value] = words.splice(0, 2);
    if (name === '--timer') options.timer = Number(value);
    else if (name === '--max-instructions') options.limit = Number(value);
    else throw new Error(`the test does not know ${name}`);
  }
  const lines = words
    .join(' ')
    .split(' -- ')
    .map(line => line.split(' '))
    .map(([path, ...args]) => [join(folder, path!), ...args]);
  return { lines, options };
}

/**
 * Leaves out what a change of the compiler or the kernel may move: addresses of code and stack, milliseconds, and
 * where there is a limit how far the loops come, so that only the kinds of lines are left.
 */
function lasting(output: string, limit: number | undefined): string {
  const text = withoutAddresses(output)
    .replace(/0x[1-9a-f]\w{3}\b/g, '0x…')
    .replace(/slept \d+ ms/g, 'slept … ms');
  return limit === undefined ? text : [...new Set(text.split('\n').filter(Boolean))].sort().join('\n');
}

describe('examples', function () {
  for (const command of commands)
    it(`ringside run ${command}`, async () => {
      const { lines, options } = parse(command);
      const { status, output } = await run(lines, { ...options, input: inputs[command] });
      const name = command
        .replace(/^.*\//, '')
        .replace(/[^A-Za-z0-9.]+/g, '-')
        .replace(/^-/, '');
      const golden = join(__dirname, `${name}.golden`);
      const result = `${lasting(output, options.limit)}\n[status ${status}]\n`;
      assertGolden(golden, result);
    });

  it('are all in the README', () => {
    const mentioned = new Set(commands.flatMap(command => command.match(/[\w-]+(\.(c|toy))?/g) ?? []));
    const missing = readdirSync(folder).filter(name => /^\w+$|\.(c|toy)$/.test(name) && !mentioned.has(name));
    assert.deepEqual(missing, []);
  });

  it('say on the first line which idea they show and where OSTEP explains it', () => {
    const names = readdirSync(folder, { recursive: true }).map(String);
    for (const name of names.filter(each => /\.(c|toy)$/.test(each)))
      assert.match(
        readFileSync(join(folder, name), 'utf8').split('\n')[0]!,
        /^(\/\*|#) .*\(OSTEP .*\d/,
        name,
      );
  });
});
