/** A table of numbers and names, drawn anew only where a row has changed; cells that have an instant go there. */
import type { Cell, Column, Table } from '../../figures';
import { element } from '../dom';

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
  }

  draw({ columns, rows }: Table): void {
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
    const texts = rows.map(row => JSON.stringify(row));
    while (this.body.rows.length > rows.length) this.body.deleteRow(-1);
    for (const [index, row] of rows.entries()) {
      if (texts[index] === this.shown[index] && this.body.rows[index]) continue;
      const made = element('tr', {}, ...row.map((cell, at) => this.cell(cell, columns[at])));
      const before = this.body.rows[index];
      const focused = before?.contains(document.activeElement);
      if (before) before.replaceWith(made);
      else this.body.append(made);
      if (focused) made.querySelector('button')?.focus();
    }
    this.shown = texts;
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
