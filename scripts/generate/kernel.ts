/** The page about the kernel: its files in the order in which to read them, with what each says of itself, and how long it is. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../guest/kernel');

/** By the part of OSTEP that they are about, in the order of the book; every file of the kernel stands here once. */
const parts: readonly (readonly [title: string, files: string])[] = [
  [
    'The start, and the way in and out (chapter 6)',
    'main.c boot.toy trap.c trapentry.toy cpu.h syscalls.h syscall.c',
  ],
  [
    'Processes and signals (4 to 6)',
    'proc.h proc.c sysproc.c sysinfo.c exec.h exec.c elf.h signal.c syssignal.c',
  ],
  [
    'Scheduling (7 to 10)',
    'sched.c swtch.toy policy.h queue.c round_robin.c shortest_first.c feedback.c lottery.c stride.c clock.c',
  ],
  ['Memory (13 to 23)', 'vm.h memory.c vm.c space.c fault.c copy.c mmap.h mmap.c shared.c sysmemory.c'],
  ['Threads and waiting (26 to 33)', 'thread.h thread.c wait.c sleeplock.c futex.c systhread.c poll.c'],
  ['Devices (36)', 'console.c tty.c disk.c'],
  [
    'Files (39 to 42)',
    'file.h file.c sysfile.c pipe.c fs.c names.c sysname.c path.c procfs.c directory.c inode.c journal.c buffer.c',
  ],
  ['What all of it uses', 'param.h defs.h'],
];

/** What a file says of itself first: the first sentence of its opening comment. */
function sentenceOf(name: string, text: string): string {
  const comment = name.endsWith('.toy')
    ? (/^(#.*\n)+/.exec(text)?.[0] ?? '').replace(/^# ?/gm, '')
    : (/^\/\*([^]*?)\*\//.exec(text)?.[1] ?? '').replace(/^ \* ?/gm, '');
  const [first = ''] = comment.trim().split(/\n *\*?\s*\n/);
  const words = first.replace(/\s+/g, ' ').trim();
  const sentence = /^.*?\.(?= |$)/.exec(words)?.[0] ?? words;
  return sentence.replace(/[.:]$/, '').replaceAll('|', '\\|');
}

export function kernelPage(): string {
  const listed = parts.flatMap(([, files]) => files.split(' '));
  const missing = readdirSync(folder).filter(name => !listed.includes(name));
  if (missing.length > 0)
    throw new Error(`say in which part of the kernel's page stands ${missing.join(', ')}`);
  let all = 0;
  const sections = parts.map(([title, files]) => {
    const rows = files.split(' ').map(name => {
      const text = readFileSync(join(folder, name), 'utf8');
      const lines = text.split('\n').length - 1;
      all += lines;
      return `| \`${name}\` | ${lines} | ${sentenceOf(name, text)} |\n`;
    });
    return `## ${title}\n\n| file | lines | what it is |\n| --- | ---: | --- |\n${rows.join('')}`;
  });
  return `<!-- Generated from guest/kernel by \`npm run generate\`: do not edit. -->

# What runs in the machine

\`kernel\` is the operating system, \`lib\` and \`include\` the C library, \`programs\` what stands in \`/bin\`. All of it is built with the
tools of this project, and debugged like any program. Labs on the kernel are in [docs/labs.md](../docs/labs.md).

The kernel has ${all} lines. This is the order in which to read it: that of the book, _Operating Systems: Three Easy Pieces_.

${sections.join('\n')}`;
}
