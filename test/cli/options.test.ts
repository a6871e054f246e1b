import assert from 'node:assert/strict';
import { type CommandShape, UsageError, commandHelp, parseArguments } from '../../src/cli/options';

const command: CommandShape = {
  name: 'try',
  summary: 'try things',
  usage: ['try FILE'],
  description: 'Tries.',
  options: [
    { name: '--level', short: '-l', value: 'N', help: 'how much' },
    { name: '--quiet', help: 'say less' },
  ],
  examples: [],
  statuses: [],
};

describe('the command line’s options', () => {
  const cases: [words: string, values: Record<string, string[]>, rest: string[]][] = [
    ['', {}, []],
    ['a --quiet b', { '--quiet': [''] }, ['a', 'b']],
    ['--level 3 a', { '--level': ['3'] }, ['a']],
    ['--level=3 -l 4', { '--level': ['3', '4'] }, []],
    ['--level=', { '--level': [''] }, []],
    ['-- --quiet', {}, ['--quiet']],
    ['a -', {}, ['a', '-']],
  ];
  for (const [words, values, rest] of cases)
    it(`understands '${words}'`, () => {
      const given = parseArguments(command, words.split(' ').filter(Boolean));
      for (const { name } of command.options) assert.deepEqual(given.all(name), values[name] ?? [], name);
      assert.deepEqual(given.rest, rest);
    });

  it('leaves a program’s own arguments alone', () => {
    const given = parseArguments({ ...command, passesRest: true }, ['--quiet', 'a', '--level', '--', 'b']);
    assert.ok(given.has('--quiet'));
    assert.deepEqual(given.rest, ['a', '--level', '--', 'b']);
  });

  const mistakes: [words: string, message: RegExp][] = [
    ['--levle 3', /no option --levle; did you mean --level\?/],
    ['-x', /no option -x$/],
    ['--level', /--level needs a value: N/],
    ['--quiet=yes', /--quiet takes no value/],
  ];
  for (const [words, message] of mistakes)
    it(`refuses '${words}'`, () => {
      assert.throws(
        () => parseArguments(command, words.split(' ')),
        error => error instanceof UsageError && message.test(error.message),
      );
    });

  const numbers: [text: string, value: number | RegExp][] = [
    ['0', 0],
    ['1_000', 1000],
    ['10', 10],
    ['2001', /--level: expected a whole number from 0 to 2000, got "2001"/],
    ['-1', /got "-1"/],
    ['1.5', /got "1.5"/],
    ['many', /got "many"/],
    ['', /got ""/],
  ];
  for (const [text, value] of numbers)
    it(`reads '${text}' as a number`, () => {
      const given = parseArguments(command, [`--level=${text}`]);
      if (typeof value === 'number') assert.equal(given.number('--level', 0, 2000), value);
      else assert.throws(() => given.number('--level', 0, 2000), value);
    });

  it('shows every option in the help', () => {
    const help = commandHelp(command);
    for (const word of ['ringside try FILE', '-l, --level N', 'how much', '--quiet', '--help'])
      assert.ok(help.includes(word), word);
  });
});
