/** What is printed, beside what should have been: the first difference in words, and at which byte it shows. */
import type { RubricTest } from './rubric';

export interface Problem {
  readonly text: string;
  readonly instant?: number | undefined;
  /** An interrupt that has to be placed for it to show. */
  readonly interrupt?: number;
}

interface OutputProblem extends Problem {
  /** Of the output, at which it shows first; absent where something is missing. */
  readonly byte?: number;
}

/** One for each check; undefined for one that is met. */
export function outputProblems(test: RubricTest, output: string): (OutputProblem | undefined)[] {
  const { output: wanted, contains, matches } = test;
  return [
    ...(wanted === null ? [] : [difference(wanted, output)]),
    ...contains.map(text =>
      output.includes(text)
        ? undefined
        : { text: `the output does not have ${quoted(text)}: it is ${quoted(output)}` },
    ),
    ...matches.map(pattern =>
      new RegExp(pattern, 'm').test(output)
        ? undefined
        : { text: `the output does not match /${pattern}/: it is ${quoted(output)}` },
    ),
  ];
}

function difference(wanted: string, output: string): OutputProblem | undefined {
  if (wanted === output) return undefined;
  const [lines, own] = [wanted.split('\n'), output.split('\n')];
  const row = lines.findIndex((line, index) => line !== own[index]);
  if (output === '') return { text: `nothing is printed; expected ${quoted(wanted)}` };
  if (row < 0 || (row === lines.length - 1 && lines[row] === '')) {
    const at = row < 0 ? lines.length : row;
    return {
      text: `line ${at + 1} of the output is too much: ${quoted(own.slice(at).join('\n'))}`,
      byte: bytes(own.slice(0, at).join('\n')) + (at > 0 ? 1 : 0),
    };
  }
  const [line = '', mine] = [lines[row], own[row]];
  if (mine === undefined || (mine === '' && row === own.length - 1))
    return { text: `the output ends before line ${row + 1}, ${quoted(line)}` };
  const column = [...line].findIndex((letter, index) => letter !== [...mine][index]);
  const before = `${own.slice(0, row).join('\n')}${row > 0 ? '\n' : ''}${mine.slice(0, column < 0 ? line.length : column)}`;
  return {
    text: `line ${row + 1} of the output is ${quoted(mine)}, not ${quoted(line)}`,
    byte: bytes(before),
  };
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

const longest = 100;
const quoted = (text: string) => JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
