/** The protocol as a picture of its own: a table of three columns, as the book's figures are, in light and dark. */
import type { ProtocolRow, ProtocolSection } from '../../protocol';
import { escaped, pixels } from '../svg';
import { protocolTitle, protocolTitles, wrapped } from './text';
import { inDigits } from '../../source';

/** Pixels. */
const columnWidth = 250;
const instantWidth = 84;
const lineHeight = 16;
const above = 6;
/** Letters in a column. */
const letters = 38;

const style = `text{font:12px sans-serif;fill:#222}.head{font-weight:bold}.count{text-anchor:end;fill:#666}
.numbers{fill:#666}path{stroke:#999;fill:none}.section{font-weight:bold}
@media(prefers-color-scheme:dark){svg{background:#1e1e1e}text{fill:#ddd}.count,.numbers{fill:#aaa}}`;

class Table {
  private readonly parts: string[] = [];
  private y = above;

  constructor(private readonly left: number) {}

  heading(): void {
    for (const [index, [, title]] of protocolTitles.entries()) this.text(index, title, 'head', 0);
    this.y += lineHeight;
    this.line();
  }

  title(text: string): void {
    this.parts.push(`<text class="section" x="4" y="${this.y + 16}">${escaped(text)}</text>`);
    this.y += lineHeight + 8;
  }

  row({ column, words, count, numbers }: ProtocolRow, withNumbers: boolean): void {
    const index = protocolTitles.findIndex(([name]) => name === column);
    const whole = withNumbers && numbers !== undefined ? `${words}: ${numbers}` : words;
    if (withNumbers) this.count(count);
    const lines = wrapped(whole, letters);
    for (const [at, line] of lines.entries()) this.text(index, line, '', at * lineHeight);
    this.y += lines.length * lineHeight;
  }

  /** The picture, with a sentence that says what it is. */
  picture(sentence: string): string {
    const width = this.left + protocolTitles.length * columnWidth;
    const height = this.y + 10;
    const bars = protocolTitles
      .slice(this.left > 0 ? 0 : 1)
      .map((_, index) => this.left + (index + (this.left > 0 ? 0 : 1)) * columnWidth);
    const between = bars.map(x => `<path d="M${pixels(x)} ${above}V${pixels(height)}"/>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(sentence)}</title>
<style>${style}</style>
${[...between, ...this.parts].join('\n')}
</svg>
`;
  }

  private count(count: number): void {
    const text = inDigits(count);
    this.parts.push(`<text class="count" x="${this.left - 8}" y="${this.y + 13}">${text}</text>`);
  }

  private text(column: number, text: string, kind: string, down: number): void {
    const x = this.left + column * columnWidth + 8;
    const y = this.y + 13 + down;
    const attribute = kind === '' ? '' : ` class="${kind}"`;
    this.parts.push(`<text${attribute} x="${x}" y="${y}" xml:space="preserve">${escaped(text)}</text>`);
  }

  private line(): void {
    this.y += 5;
    this.parts.push(`<path d="M0 ${this.y}H${this.left + protocolTitles.length * columnWidth}"/>`);
    this.y += 2;
  }
}

/** Sections with their titles, instants and numbers, but without asides. */
export function protocolSvg(sections: readonly ProtocolSection[], sentence: string): string {
  const table = new Table(instantWidth);
  table.heading();
  for (const section of sections) {
    table.title(protocolTitle(section));
    for (const row of section.rows) if (!row.aside) table.row(row, true);
  }
  return table.picture(sentence);
}

/** Rows in the words of the book alone, as its figures are. */
export function protocolFigure(rows: readonly ProtocolRow[], sentence: string): string {
  const table = new Table(0);
  table.heading();
  for (const row of rows) table.row(row, false);
  return table.picture(sentence);
}
