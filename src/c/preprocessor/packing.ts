/** `#pragma pack`: how many bytes the members of the structs and unions that follow are aligned to at most. */
import type { Said, Span } from '../../source';
import { says } from '../rules';
import type { Lexeme } from './lexeme';

interface Pushed {
  readonly name: string | undefined;
  readonly bytes: number | undefined;
}

/** 0: as without the pragma. */
const alignments: ReadonlySet<number> = new Set([0, 1, 2, 4, 8, 16]);

export class Packing {
  /** Undefined: as their types have it. */
  bytes: number | undefined;
  private readonly pushed: Pushed[] = [];

  constructor(private readonly complain: (said: Said, span: Span) => void) {}

  /** pack = "pack" "(" [ ( "push" | "pop" ) [ "," name ] [ "," bytes ] | bytes ] ")" */
  read(pack: Lexeme, line: readonly Lexeme[]): void {
    const [, open, ...rest] = line;
    const words = rest.slice(0, -1).filter(({ text }) => text !== ',');
    const action = words[0]?.text === 'push' || words[0]?.text === 'pop' ? words.shift() : undefined;
    const name = action && words[0]?.kind === 'identifier' ? words.shift()?.text : undefined;
    const bytes = words[0] && Number(words[0].text);
    const isClosed = open?.text === '(' && rest.at(-1)?.text === ')';
    if (!isClosed || words.length > 1 || (bytes !== undefined && !alignments.has(bytes)))
      return this.complain(says('c-pragma-pack'), pack.span);
    if (action?.text === 'push') this.pushed.push({ name, bytes: this.bytes });
    if (action?.text === 'pop') this.pop(action, name);
    if (bytes !== undefined || !action) this.bytes = bytes || undefined;
  }

  /** Takes back the last that was put aside, or the last of that name and all behind it. */
  private pop(action: Lexeme, name: string | undefined): void {
    let at = this.pushed.length - 1;
    while (name !== undefined && at >= 0 && this.pushed[at]?.name !== name) at--;
    const found = this.pushed[at];
    if (!found) return this.complain(says('c-pragma-pack-pop'), action.span);
    this.bytes = found.bytes;
    this.pushed.length = at;
  }
}
