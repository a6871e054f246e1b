/** What happens in the stretch of time that is seen, as a list: only the rows that can be seen of it are there. */
import { type Subject, type TimelineModel, inDigits } from '../../figures';
import { element } from '../dom';
import { isAboutIt, markAbout } from '../pointing';
import type { Listing } from './listing';

/** Pixels. */
const rowHeight = 20;
/** Milliseconds from what the picture shows to the rows that show the same; longer while it moves: nobody reads them then. */
const patience = 60;
const longestPatience = 400;
/** Browsers draw no larger boxes. */
const tallest = 10_000_000;

export class EventList {
  private readonly rows = element('div', { class: 'rows' });
  private readonly space = element('div', { class: 'space' }, this.rows);
  readonly element = element(
    'div',
    { class: 'events', role: 'listbox', tabindex: 0, 'aria-label': 'What happens, in the order of time' },
    this.space,
  );
  /** The place in the listing of the one that is chosen. */
  chosen: number | undefined;
  private pointed: Subject | undefined;
  private first = 0;
  private last = 0;
  private drawn = '';
  private later: ReturnType<typeof setTimeout> | undefined;
  /** Since when the rows are not those of the picture, in milliseconds. */
  private since: number | undefined;

  constructor(
    private readonly model: TimelineModel,
    private listing: Listing,
    private readonly choose: (index: number, goes: boolean) => void,
  ) {
    this.element.addEventListener('scroll', () => this.drawRows());
    this.element.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
      if (row) this.choose(Number(row.dataset['index']), true);
    });
    this.element.addEventListener('keydown', event => this.key(event));
  }

  /** Those from one instant to another; the rows follow when the picture stands still, or has moved for long. */
  draw(from: number, to: number): void {
    const { listing } = this;
    [this.first, this.last] = [listing.before(from), listing.before(to + 1)];
    this.since ??= performance.now();
    if (performance.now() - this.since > longestPatience) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settle(), patience);
  }

  /** Something else is to be listed. */
  list(listing: Listing): void {
    this.listing = listing;
    this.chosen = undefined;
    this.drawn = '';
  }

  private settle(): void {
    clearTimeout(this.later);
    this.later = this.since = undefined;
    this.space.style.height = `${Math.min(tallest, (this.last - this.first) * rowHeight)}px`;
    this.drawRows();
  }

  /** Marks the rows of what is pointed at. */
  point(pointed: Subject | undefined): void {
    this.pointed = pointed;
    markAbout(this.rows, pointed);
  }

  /** Brings a row into view. */
  reveal(index: number): void {
    if (index < this.first || index >= this.last) return;
    this.settle();
    const top = (index - this.first) * rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop || top + rowHeight > scrollTop + clientHeight)
      this.element.scrollTop = Math.max(0, top - clientHeight / 2);
    this.drawRows();
  }

  private drawRows(): void {
    const { scrollTop, clientHeight } = this.element;
    const skipped = Math.floor(scrollTop / rowHeight);
    const start = Math.min(this.last, this.first + skipped);
    const end = Math.min(this.last, start + Math.ceil(clientHeight / rowHeight) + 1);
    const state = [start, end, this.first, this.listing.length, this.chosen, this.model.to].join(' ');
    if (state === this.drawn) return;
    this.drawn = state;
    this.rows.style.transform = `translateY(${skipped * rowHeight}px)`;
    const list: HTMLElement[] = [];
    for (let index = start; index < end; index++) list.push(this.row(index));
    this.rows.replaceChildren(...list);
    markAbout(this.rows, this.pointed);
    const isShown = this.chosen !== undefined && this.chosen >= start && this.chosen < end;
    if (isShown) this.element.setAttribute('aria-activedescendant', `event-${this.chosen}`);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private row(index: number): HTMLElement {
    const { count, pid, kind, words } = this.listing.row(index);
    const row = element(
      'div',
      {
        class: `event ${kind}`,
        role: 'option',
        id: `event-${index}`,
        'data-index': index,
        'aria-selected': String(index === this.chosen),
        'aria-setsize': this.last - this.first,
        'aria-posinset': index - this.first + 1,
        title: words,
      },
      element('span', { class: 'instant' }, inDigits(count)),
      ` ${words}`,
    );
    return isAboutIt(row, { count, pid });
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    const isAct = event.key === 'Enter' || event.key === ' ';
    if (this.last === this.first || (step === undefined && !isAct)) return;
    event.preventDefault();
    event.stopPropagation();
    const at = this.chosen ?? this.first - 1;
    if (isAct) {
      if (this.chosen !== undefined) this.choose(this.chosen, true);
    } else this.choose(Math.max(this.first, Math.min(this.last - 1, at + (step ?? 0))), false);
  }
}
