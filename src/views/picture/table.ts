/** A table of numbers and names, drawn anew only where a row has changed; cells that have an instant go there. */
import type { Cell, Column, Table } from '../../figures';
import { element } from '../dom';
import { isAboutIt } from '../pointing';

export class DataTable {
  readonly element: HTMLTableElement;
  private readonly head = element('thead');
  private readonly body = element('tbody');
  private columns = '';
  /** What the rows show, as text. */
  private shown: readonly string[] = [];

  constructor(
    caption: string,
    private readonly goTo: (count: number) => void,
  ) {
    this.element = element('table', { 'aria-label': caption }, this.head, this.body);
    this.body.addEventListener('keydown', event => this.key(event));
  }

  draw({ columns, rows, about }: Table): void {
    const heads = JSON.stringify(columns);
    if (heads !== this.columns) {
      this.columns = heads;
      this.shown = [];
      this.body.replaceChildren();
      this.head.replaceChildren(
        element(
          'tr',
          {},
          ...columns.map(column => element('th', { scope: 'col', class: classOf(column) }, column.title)),
        ),
      );
    }
    const texts = rows.map((row, index) => JSON.stringify([row, about?.[index]]));
    while (this.body.rows.length > rows.length) this.body.deleteRow(-1);
    for (const [index, row] of rows.entries()) {
      if (texts[index] === this.shown[index] && this.body.rows[index]) continue;
      const cells = row.map((cell, at) => this.cell(cell, columns[at]));
      const subject = about?.[index];
      const made = isAboutIt(element('tr', { tabindex: subject && -1 }, ...cells), subject);
      const before = this.body.rows[index];
      const focused = before?.contains(document.activeElement);
      if (before) before.replaceWith(made);
      else this.body.append(made);
      if (focused) (before === document.activeElement ? made : made.querySelector('button'))?.focus();
    }
    this.shown = texts;
    this.keepTabStop();
  }

  private get walkable(): readonly HTMLElement[] {
    return [...this.body.querySelectorAll<HTMLElement>('tr[tabindex]')];
  }

  /** One row is reached by the Tab key, and the others by arrow keys from there. */
  private keepTabStop(stop = this.walkable.find(({ tabIndex }) => tabIndex === 0) ?? this.walkable[0]): void {
    for (const row of this.walkable) row.tabIndex = row === stop ? 0 : -1;
  }

  private key(event: KeyboardEvent): void {
    const rows = this.walkable;
    const at = rows.findIndex(row => row === event.target);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const row = at < 0 ? undefined : rows[steps[event.key] ?? -1];
    if (!row) return;
    event.preventDefault();
    this.keepTabStop(row);
    row.focus();
  }

  private cell(given: string | Cell, column: Column | undefined): HTMLElement {
    const { text, goTo, isNew }: Cell = typeof given === 'string' ? { text: given } : given;
    const attributes = {
      class: [column ? classOf(column) : '', isNew ? 'new' : ''].join(' ').trim() || undefined,
      'data-title': column?.title,
    };
    if (goTo === undefined) return element('td', attributes, text);
    const button = element('button', { class: 'link', title: `Go to instruction ${text}` }, text);
    button.addEventListener('click', () => this.goTo(goTo));
    return element('td', attributes, button);
  }
}

const classOf = ({ numeric, code }: Column): string =>
  [numeric ? 'number' : '', code ? 'code' : ''].join(' ').trim();
