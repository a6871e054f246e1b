/**
 * The table: a body for each section, with a row for its title, which folds, and rows that are made when it is unfolded.
 * It is a tree grid: arrow keys walk, Left and Right fold, Enter goes to the instant.
 */
import {
  type ProtocolModel,
  type RowPlace,
  protocolCost,
  protocolTitle,
  inDigits,
  protocolTitles,
} from '../../figures';
import type { ProtocolRow, ProtocolSection } from '../../protocol';
import { element } from '../dom';
import { isAboutIt } from '../pointing';

interface Shown {
  readonly body: HTMLTableSectionElement;
  readonly section: ProtocolSection;
  isOpen: boolean;
  /** Rows from this one on are not shown. */
  hiddenFrom: number;
}

export class ProtocolTable {
  readonly element: HTMLElement;
  showsAsides = false;
  private readonly table = element('table', { role: 'treegrid', 'aria-label': 'The protocol of the run' });
  private readonly shown = new Map<number, Shown>();
  /** What the user has folded or unfolded, by section. */
  private readonly chosen = new Map<number, boolean>();
  private readonly stale = new Set<number>();
  private now: RowPlace | undefined;
  private nowRow: HTMLElement | undefined;

  constructor(
    private readonly model: ProtocolModel,
    private readonly goTo: (count: number) => void,
  ) {
    const cells = [['instant', 'Instant'], ['cost', 'Cost'], ...protocolTitles].map(([name, title]) =>
      element('th', { role: 'columnheader', scope: 'col', class: name }, title ?? ''),
    );
    const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...cells));
    this.table.append(head);
    this.element = element('div', { class: 'scroll' }, this.table);
    this.table.addEventListener('click', event => this.click(event));
    this.table.addEventListener('keydown', event => this.key(event));
  }

  clear(): void {
    for (const { body } of this.shown.values()) body.remove();
    this.shown.clear();
    this.chosen.clear();
    this.stale.clear();
  }

  /** Sections from this one on are not as they were. */
  changed(from: number): void {
    for (const number of this.shown.keys()) if (number >= from) this.stale.add(number);
  }

  draw(now: RowPlace | undefined, hiddenFrom: RowPlace | undefined): void {
    const { model, shown } = this;
    const end = hiddenFrom ? hiddenFrom.section + (hiddenFrom.row > 0 ? 1 : 0) : model.end;
    for (const number of shown.keys()) if (number < model.first || number >= end) this.remove(number);
    const moved = now?.section !== this.now?.section || now?.row !== this.now?.row;
    this.now = now;
    for (let number = model.first; number < end; number++)
      this.drawSection(number, hiddenFrom?.section === number ? hiddenFrom.row : Infinity);
    this.mark(moved);
    this.keepTabStop();
  }

  /** Marks the row that an instant falls into, or none. */
  point(place: RowPlace | undefined): void {
    this.table.querySelector('tr.pointed-at')?.classList.remove('pointed-at');
    const body = place && this.shown.get(place.section)?.body;
    if (!body) return;
    (body.querySelector(`tr[data-row="${place.row}"]`) ?? body.rows[0])?.classList.add('pointed-at');
  }

  /** Brings the row of the present, or the last one, into view. */
  reveal(): void {
    (this.nowRow ?? this.table.rows[this.table.rows.length - 1])?.scrollIntoView({ block: 'nearest' });
  }

  private remove(number: number): void {
    this.shown.get(number)?.body.remove();
    this.shown.delete(number);
    this.stale.delete(number);
  }

  private drawSection(number: number, hiddenFrom: number): void {
    const section = this.model.section(number);
    const before = this.shown.get(number);
    const isOpen = this.chosen.get(number) ?? this.now?.section === number;
    const isSame = before?.isOpen === isOpen && before.hiddenFrom === hiddenFrom;
    if (!section || (before && isSame && !this.stale.has(number))) return;
    this.stale.delete(number);
    const focused = before && [...before.body.rows].indexOf(document.activeElement as HTMLTableRowElement);
    const body = this.body(number, section, isOpen, hiddenFrom);
    if (before) before.body.replaceWith(body);
    else this.insert(number, body);
    this.shown.set(number, { body, section, isOpen, hiddenFrom });
    if (focused !== undefined && focused >= 0) this.focus(body.rows[Math.min(focused, body.rows.length - 1)]);
  }

  private insert(number: number, body: HTMLTableSectionElement): void {
    for (let later = number + 1; later < this.model.end; later++) {
      const next = this.shown.get(later);
      if (next) return void this.table.insertBefore(body, next.body);
    }
    this.table.append(body);
  }

  private body(
    number: number,
    section: ProtocolSection,
    isOpen: boolean,
    hiddenFrom: number,
  ): HTMLTableSectionElement {
    const body = element('tbody', { role: 'rowgroup', 'data-section': number });
    body.append(this.titleRow(section, isOpen, hiddenFrom < Infinity));
    if (!isOpen) return body;
    for (const [index, row] of section.rows.entries())
      if (index < hiddenFrom && (this.showsAsides || !row.aside)) body.append(rowElement(row, index));
    return body;
  }

  private titleRow(section: ProtocolSection, isOpen: boolean, isPartial: boolean): HTMLElement {
    const cost = isPartial ? '' : protocolCost(section);
    const title = isPartial ? '…' : protocolTitle(section);
    const cell = element(
      'th',
      { role: 'rowheader', scope: 'rowgroup', colspan: 5 },
      element('span', { class: 'twistie', 'aria-hidden': 'true' }, isOpen ? '▾' : '▸'),
      element('span', { class: 'title' }, title),
      element('span', { class: 'spent' }, cost === '' ? '' : ` ${cost}`),
    );
    const attributes = {
      role: 'row',
      class: `section ${section.phase}`,
      tabindex: -1,
      'aria-level': 1,
      'aria-expanded': String(isOpen),
    };
    return element('tr', attributes, cell);
  }

  /** Marks the row of the present, and brings it into view if it is another than before. */
  private mark(moved: boolean): void {
    this.nowRow?.removeAttribute('aria-current');
    this.nowRow = undefined;
    const { now } = this;
    const body = now && this.shown.get(now.section)?.body;
    if (!body) return;
    this.nowRow = body.querySelector<HTMLElement>(`tr[data-row="${now.row}"]`) ?? body.rows[0] ?? undefined;
    this.nowRow?.setAttribute('aria-current', 'step');
    if (moved) this.reveal();
  }

  /** One row is reached by the Tab key. */
  private keepTabStop(): void {
    if (this.table.querySelector('tr[tabindex="0"]')) return;
    (this.nowRow ?? this.walkable()[0])?.setAttribute('tabindex', '0');
  }

  private walkable(): HTMLTableRowElement[] {
    return [...this.table.querySelectorAll<HTMLTableRowElement>('tr[tabindex]')];
  }

  private focus(row: HTMLElement | undefined): void {
    if (!row) return;
    for (const other of this.table.querySelectorAll('tr[tabindex="0"]')) other.setAttribute('tabindex', '-1');
    row.setAttribute('tabindex', '0');
    row.focus();
  }

  private click({ target }: MouseEvent): void {
    const row = target instanceof Element ? target.closest<HTMLTableRowElement>('tr[tabindex]') : null;
    // Who selects a number wants to copy it.
    if (!row || (window.getSelection()?.toString() ?? '') !== '') return;
    this.focus(row);
    this.act(row);
  }

  private act(row: HTMLTableRowElement): void {
    const count = row.dataset['count'];
    if (count !== undefined) this.goTo(Number(count));
    else this.fold(row, row.getAttribute('aria-expanded') !== 'true');
  }

  private fold(row: HTMLTableRowElement, isOpen: boolean): void {
    const number = Number(row.closest('tbody')?.dataset['section']);
    const { hiddenFrom } = this.shown.get(number) ?? { hiddenFrom: Infinity };
    this.chosen.set(number, isOpen);
    this.drawSection(number, hiddenFrom);
    this.mark(false);
    this.keepTabStop();
  }

  private key(event: KeyboardEvent): void {
    const row = event.target instanceof HTMLTableRowElement ? event.target : undefined;
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.keyAt(row, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private keyAt(row: HTMLTableRowElement, key: string): boolean {
    const rows = this.walkable();
    const at = rows.indexOf(row);
    const title = row.closest('tbody')?.rows[0];
    switch (key) {
      case 'ArrowDown':
        this.focus(rows[at + 1]);
        return true;
      case 'ArrowUp':
        this.focus(rows[at - 1]);
        return true;
      case 'Home':
        this.focus(rows[0]);
        return true;
      case 'End':
        this.focus(rows.at(-1));
        return true;
      case 'ArrowRight':
        if (row === title) this.fold(row, true);
        return true;
      case 'ArrowLeft':
        if (row === title) this.fold(row, false);
        else this.focus(title);
        return true;
      case 'Enter':
      case ' ':
        this.act(row);
        return true;
      default:
        return false;
    }
  }
}

function rowElement(row: ProtocolRow, index: number): HTMLElement {
  const { count, pid, cost, column, words, numbers, aside } = row;
  const cells = protocolTitles.map(([name, title]) => {
    const cell = element('td', { role: 'gridcell', class: name, 'data-title': title });
    if (name === column)
      cell.append(
        words,
        ...(numbers === undefined ? [] : [element('span', { class: 'numbers' }, `: ${numbers}`)]),
      );
    return cell;
  });
  const made = element(
    'tr',
    {
      role: 'row',
      class: aside ? 'aside' : undefined,
      tabindex: -1,
      'aria-level': 2,
      'data-row': index,
      'data-count': count,
    },
    element('td', { role: 'gridcell', class: 'instant' }, inDigits(count)),
    element('td', { role: 'gridcell', class: 'cost' }, cost > 0 ? inDigits(cost) : ''),
    ...cells,
  );
  return isAboutIt(made, { pid, count });
}
