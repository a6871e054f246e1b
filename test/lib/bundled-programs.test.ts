/** The programs that are on every disk: init by what it makes of /etc/startup, the others through the shell. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from './run';

const program = (name: string) => join(__dirname, '../../guest/programs', `${name}.c`);

/** What `sh -c` prints, and its status. */
async function shell(line: string, disk: Record<string, string> = {}): Promise<string> {
  const { status, output } = await run([[program('sh'), '-c', line]], { disk });
  return `${output}[${status}]`;
}

const poem = { '/poem': 'one two\n  three\tfour\n\nfive' };

/** A line for the shell, and what comes of it. */
const lines: readonly (readonly [line: string, result: string])[] = [
  ['echo', '\n[0]'],
  ['echo a  b', 'a b\n[0]'],
  ['echo -n a; echo b', 'ab\n[0]'],
  [`echo 'a  b' "c 'd'" e\\ f\\"g h'i'"j"`, `a  b c 'd' e f"g hij\n[0]`],
  [`echo '' x # not this`, ' x\n[0]'],
  ['cat /poem', 'one two\n  three\tfour\n\nfive[0]'],
  ['cat < /poem', 'one two\n  three\tfour\n\nfive[0]'],
  ['cat /none /poem', 'cat: /none: No such file or directory\none two\n  three\tfour\n\nfive[1]'],
  ['cat /none; echo after', 'cat: /none: No such file or directory\nafter\n[0]'],
  ['cat', '[0]'],
  ['wc /poem', '       3       5      26 /poem\n[0]'],
  ['wc -w < /poem', '       5\n[0]'],
  ['wc -lc /poem /poem', '       3      26 /poem\n       3      26 /poem\n       6      52 total\n[0]'],
  ['wc -x', "wc: invalid option -- 'x'\n[2]"],
  ['echo a b c | wc -w', '       3\n[0]'],
  ['cat /poem | cat | cat | wc -l', '       3\n[0]'],
  ['echo 1 > /f; echo 2 >> /f; cat /f; echo 3 > /f; cat < /f', '1\n2\n3\n[0]'],
  ['echo x>/f;cat</f|wc>/g;cat /g', '       1       1       2\n[0]'],
  ['cat /poem > /f', '[0]'],
  ['ls /etc', 'startup\n[0]'],
  ['ls /etc/startup', '/etc/startup\n[0]'],
  ['ls /bin | wc -l', '       6\n[0]'],
  ['ls /none', 'ls: /none: No such file or directory\n[1]'],
  ['none', 'sh: none: not found\n[127]'],
  ['/etc/startup', 'sh: /etc/startup: Exec format error\n[126]'],
  ['none | cat', 'sh: none: not found\n[0]'],
  ['echo lost | none', 'sh: none: not found\n[127]'],
  ['echo x > /no/where', 'sh: /no/where: No such file or directory\n[1]'],
  ['cat < /none', 'sh: /none: No such file or directory\n[1]'],
  ['echo slow & wait; echo then', 'slow\nthen\n[0]'],
  ['exit 5; echo never', '[5]'],
  ['cat /none; exit', 'cat: /none: No such file or directory\n[1]'],
  ['sh -c "exit 4"', '[4]'],
  ['echo "open', 'sh: syntax error near: a quote\n[2]'],
  ['echo a |', 'sh: syntax error near: the end of the line\n[2]'],
  ['echo a >', 'sh: syntax error near: the end of the line\n[2]'],
  [' ', '[0]'],
];

/** /etc/startup as lines of words, and what comes of it. */
const startups: readonly (readonly [commands: string[], result: string])[] = [
  [['/bin/echo first', '/bin/sh -c exit\\ 9'], 'first\n[0]'],
  [['/bin/sh -c exit\\ 9', '/bin/echo second'], 'second\n[9]'],
  [['/bin/none a b', '/bin/echo second'], 'init: /bin/none: No such file or directory\nsecond\n[127]'],
  [['/bin/echo first', '/bin/none'], 'first\ninit: /bin/none: No such file or directory\n[0]'],
  [['/etc/startup'], 'init: /etc/startup: Exec format error\n[127]'],
  [[], '[127]'],
];

describe('bundled programs', function () {
  for (const [line, result] of lines)
    it(`sh: ${line}`, async () => assert.equal(await shell(line, poem), result));

  it('sh reads its input line by line and leaves the rest to its children', async () => {
    const { status, output } = await run([[program('sh')]], { input: 'cat\nfor cat\n' });
    assert.equal(output, '$ for cat\n$ ');
    assert.equal(status, 0);
  });

  for (const [commands, result] of startups)
    it(`init: ${commands.join(' and ') || 'nothing to start'}`, async () => {
      const words = commands.map(command =>
        command.match(/(\\.|\S)+/g)!.map(word => word.replace(/\\/g, '')),
      );
      const text = words.map(argv => argv.map(word => `${word}\0`).join('') + '\0').join('');
      const { status, output } = await run([], { disk: { '/etc/startup': text } });
      assert.equal(`${output}[${status}]`, result);
    });
});
