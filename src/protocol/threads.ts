/**
 * How the threads of processes are named. The first thread of a process goes by the pid, which stands for the process
 * too; every other one has a number of its own here, made of the pid and its number in the process.
 */

/** No kernel that runs for a while has made so many processes. */
const span = 1_000_000;

export const threadOf = (pid: number, number: number): number => number * span + pid;

/** The pid of the process that it is a thread of. */
export const processOf = (thread: number): number => thread % span;

/** `2`, or `2.1` for another thread than the first. */
export function threadLabel(thread: number): string {
  const number = Math.floor(thread / span);
  return number === 0 ? String(thread) : `${processOf(thread)}.${number}`;
}

/** The same of a text; undefined if it is none. */
export function threadNamed(text: string): number | undefined {
  const [, pid, number = '0'] = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  return pid === undefined ? undefined : threadOf(Number(pid), Number(number));
}
