/**
 * Lines of the Debug Console: at most 80 columns, rows that unfold as groups, in colours by mode where the client shows
 * colours. None is one that themes use for warnings.
 */
import { threadLabel } from '../debugger';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { SourcePlace } from '../debugger';
import type { Mode, SystemEvent } from '../protocol';
import { type Row, fitted, titleRoom } from './titles';

export type OutputBody = DebugProtocol.OutputEvent['body'];

/** Of a line. */
export const columns = 80;
/** Of the name of who it is, and of all that stands before a line. */
const nameRoom = 11;
const headRoom = 24;

const colour: Readonly<Record<Mode, string>> = { user: '\x1b[32m', kernel: '\x1b[95m' };
const pale = '\x1b[37m';
const plain = '\x1b[0m';

export interface Look {
  readonly colours: boolean;
  place(source: SourcePlace): Partial<OutputBody>;
}

/** A row and what it unfolds to, one body a line. */
export function rowBodies(row: Row, look: Look): OutputBody[] {
  const output = lineText(row, look);
  const source = row.source ? look.place(row.source) : {};
  if (row.inside.length === 0) return [{ output, ...source }];
  return [
    { output, group: 'startCollapsed', ...source },
    ...row.inside.flatMap(inner => rowBodies(inner, look)),
    { output: '', group: 'end' },
  ];
}

/** When, who, and what; the title of a group is cut off at the end of its line, anything else goes on in the next ones. */
function lineText({ event, title, inside }: Row, { colours }: Look): string {
  const { mode } = inside[0]?.event ?? event;
  const head = headOf(event);
  const lines = inside.length > 0 ? [fitted(title, titleRoom)] : wrapped(title, titleRoom);
  const paint = (sequence: string, text: string) => (colours ? `${sequence}${text}${plain}` : text);
  return lines
    .map(
      (line, index) => (index === 0 ? paint(pale, head) : ' '.repeat(headRoom)) + paint(colour[mode], line),
    )
    .map(line => `${line}\n`)
    .join('');
}

function headOf({ count, pid, name }: SystemEvent): string {
  const who = pid === 0 ? 'kernel' : `${threadLabel(pid)} ${name}`;
  return `${String(count).padStart(9)}  ${fitted(who, nameRoom).padEnd(nameRoom)}  `;
}

/** The text in lines of at most so many columns, broken between words where they are not too long for that. */
export function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    const end = space > 0 ? space : room;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

/**
 * Clients join lines that are the same; told of each other by a sequence that shows nothing, they stay apart. Text that
 * comes in pieces is taken as it comes.
 */
export class Distinct {
  private last = '';

  mark(text: string): string {
    return text.replace(/[^\n]*\n/g, line => {
      this.last = line === this.last ? plain + line : line;
      return this.last;
    });
  }
}
