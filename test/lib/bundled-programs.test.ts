/** The programs that are on every disk: init by what it makes of /etc/startup, the others through the shell. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from './run';

const sh = join(__dirname, '../../guest/programs/sh');

/** What `sh -c` prints, and its status. */
async function shell(line: string, disk: Record<string, string> = {}): Promise<string> {
  const { status, output } = await run([[sh, '-c', line]], { disk });
  return `${output}[${status}]`;
}

const poem = {
  '/poem': 'one two\n  three\tfour\n\nfive',
  '/num': '10\n9\n9\n-3\nabc\n10\n',
  '/odd': 'fa.b\nf\naxb\naab\n]\n',
};

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
  ['ls /bin | wc -l', '      25\n[0]'],
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
  ['echo "open', 'sh: syntax error: a quote is not closed\n[2]'],
  ['echo a |', 'sh: syntax error: the text ends too early\n[2]'],
  ['echo a >', 'sh: syntax error: the text ends too early\n[2]'],
  [
    'mkdir d; cd d; pwd; echo x > f; cat /d/f; cd ..; pwd; rmdir d; cd none',
    '/d\nx\n/\nrmdir: d: Directory not empty\nsh: none: No such file or directory\n[1]',
  ],
  [
    `umask; umask 077; umask; mkdir d; ls -l | grep ' d$'; cd d; cd; pwd`,
    '0022\n0077\ndrwx------  2       64 d\n/\n[0]',
  ],
  [
    `A=1; export B="two  words"; echo $A "$B" '$B' \${A}x $NONE. \\$A $ a$; A=3 sh -c 'echo $A $B'; echo $A; unset A; echo $A.; export`,
    '1 two  words $B 1x . $A $ a$\n3 two words\n1\n.\nB=two  words\n[0]',
  ],
  ['none; echo $?; echo $?', 'sh: none: not found\n127\n0\n[0]'],
  ['PATH=/bin:/d; mkdir d; cp /bin/echo /d/say; say x; PATH=/none; say x', 'x\nsh: say: not found\n[127]'],
  ['A=0123456789; A=$A$A$A$A$A; A=$A$A$A$A$A$A; echo $A$A$A$A$A$A$A | wc -c', '    2101\n[0]'],
  [
    'mkdir -p a/b/c; ls a; ls a/b; mkdir a/b; rm -r a; ls',
    'b\nc\nmkdir: a/b: File exists\nbin\ndev\netc\nnum\nodd\npoem\nproc\ntmp\n[0]',
  ],
  [
    'echo one > f; cp f g; cat g; mv g h; cat h; rm f h; cat g',
    'one\none\ncat: g: No such file or directory\n[1]',
  ],
  [
    'mkdir d; echo x > f; echo y > g; cp f g d; ls d; mv f d; cat f; cat d/f; rm -rf d g none; cat g',
    'f\ng\ncat: f: No such file or directory\nx\ncat: g: No such file or directory\n[1]',
  ],
  [
    'mkdir -p d/e; echo in > d/e/f; cp -r d n; cat n/e/f; cp d x; cp n/e/f n/e; rm -r d n',
    'in\ncp: d: is a directory\ncp: n/e/f: is the same file\n[0]',
  ],
  [
    `echo t > f; ln f g; ln -s f s; echo u >> g; cat s f; stat s | grep -c 'link, mode 0777, inode [1-9][0-9]*, 1 link, 1 bytes'; stat s | head -n 1; rm f; cat s; cat g`,
    't\nu\nt\nu\n1\ns -> f\ncat: s: No such file or directory\nt\nu\n[0]',
  ],
  [
    'ls -l dev; ls -l poem; ln -s /bin/ls s; ls -l s; ls -a etc',
    'crw-rw-rw-  1        0 console\ncrw-rw-rw-  1        0 null\ncrw-rw-rw-  1        0 zero\n-rw-r--r--  1       26 poem\nlrwxrwxrwx  1        7 s -> /bin/ls\n.\n..\nstartup\n[0]',
  ],
  ['touch t; wc -c t; touch /etc; rm t; rm t; rm -f t', '       0 t\nrm: t: No such file or directory\n[0]'],
  ['echo a b | tee x y; cat x y; echo c | tee -a x; cat x', 'a b\na b\na b\nc\na b\nc\n[0]'],
  [
    'head -n 2 poem; head poem | wc -l; cat poem | head -n 1; head -n 1 poem num',
    'one two\n  three\tfour\n       3\none two\n==> poem <==\none two\n\n==> num <==\n10\n[0]',
  ],
  [
    'tail -n 2 poem; cat num | tail -n 1; tail -n 0 poem; tail -n 1 num poem',
    '\nfive10\n==> num <==\n10\n\n==> poem <==\nfive[0]',
  ],
  ['sort num; sort -n num', '-3\n10\n10\n9\n9\nabc\n-3\nabc\n9\n9\n10\n10\n[0]'],
  [
    'sort -nr num; sort -u num; cat num | sort -nu',
    '10\n10\n9\n9\nabc\n-3\n-3\n10\n9\nabc\n-3\nabc\n9\n10\n[0]',
  ],
  [
    'sort num | uniq; sort num | uniq -c',
    '-3\n10\n9\nabc\n      1 -3\n      2 10\n      2 9\n      1 abc\n[0]',
  ],
  ['sort num | uniq -d; sort num | uniq -u', '10\n9\n-3\nabc\n[0]'],
  [
    'grep t poem; grep -n e poem; grep -c e poem num',
    'one two\n  three\tfour\n1:one two\n2:  three\tfour\n4:five\npoem:3\nnum:0\n[0]',
  ],
  ['grep -v o poem; grep -i ONE poem; grep none poem', '\nfive\none two\n[1]'],
  ['grep t none', 'grep: none: No such file or directory\n[2]'],
  [
    `grep '^f' odd; grep 'e$' poem; grep 'o.*o' poem; grep '[0-2]' num`,
    'fa.b\nf\nfive\none two\n10\n10\n[0]',
  ],
  [
    `grep '[^0-9]' num; grep 'a\\.b' odd; grep 'a*b' odd; grep '^$' poem`,
    '-3\nabc\nfa.b\nfa.b\naxb\naab\n\n[0]',
  ],
  [`grep -v '^$' poem; grep '[]x]' odd; grep 'xx*' odd`, 'one two\n  three\tfour\nfive\naxb\n]\naxb\n[0]'],
  ['echo gone > /dev/null; cat /dev/null; echo seen > /dev/console; head -n 1 < /dev/null', 'seen\n[0]'],
  [' ', '[0]'],
];

/** /etc/startup as lines of words, and what comes of it. */
const startups: readonly (readonly [commands: string[], result: string])[] = [
  [['/bin/echo first', '/bin/sh -c exit\\ 9'], 'first\n[0]'],
  [['/bin/sh -c exit\\ 9', '/bin/echo second'], 'second\n[9]'],
  [['/bin/none a b', '/bin/echo second'], 'init: /bin/none: No such file or directory\nsecond\n[127]'],
  // What cannot be loaded says so while the other is being read from the disk.
  [['/bin/echo first', '/bin/none'], 'init: /bin/none: No such file or directory\nfirst\n[0]'],
  [['/etc/startup'], 'init: /etc/startup: Exec format error\n[127]'],
  [[], '[127]'],
];

describe('bundled programs', function () {
  for (const [line, result] of lines)
    it(`sh: ${line}`, async () => assert.equal(await shell(line, poem), result));

  it('sh reads its input line by line and leaves the rest to its children', async () => {
    const { status, output } = await run([[sh]], { input: 'cat\nfor cat\n' });
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
