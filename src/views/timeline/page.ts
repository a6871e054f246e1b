/** What the page shows and does: the picture, the list beside it, the numbers below, and the keys. */
import {
  type Subject,
  TimelineModel,
  Viewport,
  statisticsHead,
  statisticsRows,
  timelineSentence,
  timelineStatistics,
  timelineSvg,
  timelineText,
  inDigits,
} from '../../figures';
import { closeLook } from '../../protocol';
import { type PageHost, element } from '../dom';
import type { ToPage } from '../messages';
import { Pointing } from '../pointing';
import { EventList } from './event-list';
import { addGestures } from './gestures';
import { type Action, actionOf, keyHelp } from './keys';
import { Answered, Everything, type Listing } from './listing';
import { rowNear, wordsAt } from './near';
import { Picture } from './picture';
import { QuestionField } from './question';
import { Scrollbar } from './scrollbar';

export interface Kept {
  readonly showsTable: boolean;
}

/** Columns of the text that is copied. */
const textWidth = 132;
/** Milliseconds after which a stretch is looked at closely, and numbers are made anew. */
const patience = 250;
const nobody =
  'Press F5 in a program: who has the CPU, who waits for it, and what happens comes here, from left to right.';

export class TimelinePage {
  private readonly model = new TimelineModel();
  private readonly viewport = new Viewport();
  private readonly picture: Picture;
  private readonly everything = new Everything(this.model);
  /** What is listed. */
  private listing: Listing = this.everything;
  private readonly list: EventList;
  private readonly question = new QuestionField(question => this.ask(question));
  private readonly scrollbar: Scrollbar;
  /** It scrolls where there is little room: by keys too. */
  private readonly summary = element('p', { class: 'summary', role: 'status', tabindex: '0' }, nobody);
  private readonly pointed = element('p', { class: 'pointed', 'aria-hidden': 'true' });
  /** The same of where the keys stand, for who does not see it. */
  private readonly spoken = element('p', { class: 'spoken', 'aria-live': 'polite' });
  private readonly table = element('table', { 'aria-label': 'Shares of the time' });
  private readonly details = element('details', {}, element('summary', {}, 'Numbers'), this.table);
  private readonly pointing: Pointing;
  private name: string | undefined;
  private isOver = false;
  private later: ReturnType<typeof setTimeout> | undefined;
  private asked = '';

  constructor(
    root: HTMLElement,
    private readonly host: PageHost<Kept>,
  ) {
    const { model, viewport } = this;
    this.pointing = new Pointing(
      message => host.postMessage(message),
      pointed => this.show(pointed, true),
    );
    this.picture = new Picture(model, viewport, () => this.beforeFrame());
    this.list = new EventList(model, this.listing, (index, goes) => this.choose(index, goes));
    this.scrollbar = new Scrollbar(viewport, () => this.changed());
    this.details.open = host.getState()?.showsTable ?? false;
    this.details.addEventListener('toggle', () => {
      host.setState({ showsTable: this.details.open });
      this.drawNumbers();
    });
    addGestures(this.picture, viewport, {
      moved: () => this.changed(),
      selected: () => this.changed(),
      clicked: (x, y) => this.click(x, y),
      pointed: (x, y) => this.point(x, y),
    });
    this.picture.element.addEventListener('keydown', event => this.key(event));
    this.picture.element.setAttribute('aria-label', `The timeline. Keys: ${keyHelp}`);
    const left = element('div', { class: 'left' }, this.picture.element, this.scrollbar.element);
    root.append(
      this.toolbar(),
      this.question.said,
      this.summary,
      element('div', { class: 'main' }, left, this.list.element),
      this.pointed,
      this.spoken,
      this.details,
    );
  }

  take(message: ToPage<'timeline'>): void {
    const { model } = this;
    switch (message.kind) {
      case 'session':
        this.session(message.name);
        break;
      case 'batch':
        // What was answered is about a run that is no more.
        if (message.batch.forgotten !== undefined) this.ask(undefined);
        model.apply(message.batch);
        this.viewport.grow(model.from, model.to);
        break;
      case 'status':
        model.count = message.status.count;
        if (message.status.running) return;
        this.viewport.reveal(model.count);
        break;
      case 'answer':
        this.question.tell(message.answer, inDigits(model.to));
        if (typeof message.answer !== 'string') this.showOnly(new Answered(message.answer));
        break;
      case 'pointed':
        return this.show(message.at, false);
      case 'ended':
        this.isOver = true;
        break;
    }
    this.changed();
  }

  private session(name: string | undefined): void {
    this.name = name;
    this.isOver = false;
    this.model.clear();
    this.picture.cursor = this.picture.selection = this.list.chosen = undefined;
    this.picture.marked.length = 0;
    this.picture.pinned.clear();
    this.viewport.grow(0, 0);
    this.viewport.showAll();
    this.asked = '';
    this.ask(undefined);
  }

  // ---- what is listed ----

  /** A question is asked of the session; none: all is listed again. */
  private ask(question: string | undefined): void {
    if (question === undefined) {
      this.question.clear();
      return this.showOnly(undefined);
    }
    this.question.say('The run is asked …');
    this.host.postMessage({ kind: 'ask', question });
  }

  private showOnly(answered: Answered | undefined): void {
    this.picture.answered = answered;
    this.listing = answered ?? this.everything;
    this.list.list(this.listing);
    this.changed();
  }

  // ---- drawing ----

  private changed(): void {
    this.picture.due();
    this.soon();
  }

  /** What stands beside the picture moves with it. */
  private beforeFrame(): void {
    this.scrollbar.draw();
    this.list.draw(this.viewport.from, this.viewport.to);
  }

  /** What need not be done in each frame. */
  private soon(): void {
    this.later ??= setTimeout(() => {
      this.later = undefined;
      this.drawNumbers();
      this.scrollbar.describe();
      this.lookClosely();
    }, patience);
  }

  private get statistics() {
    const { model, viewport, picture } = this;
    const { from, to } = picture.selection ?? viewport;
    return timelineStatistics(model, Math.round(from), Math.min(Math.round(to), model.to));
  }

  private drawNumbers(): void {
    const { model, name } = this;
    if (name === undefined || model.to === 0) {
      this.summary.textContent = name === undefined ? nobody : `${name}: nothing has happened so far.`;
      return;
    }
    const { statistics } = this;
    const selected = this.picture.selection ? 'selected: ' : '';
    const state = this.isOver
      ? 'The machine is off.'
      : `The machine stands at instruction ${inDigits(model.count)}.`;
    this.summary.textContent = `${name}: ${selected}${timelineSentence(statistics)} ${state}`;
    if (!this.details.open) return;
    const cells = (row: readonly string[], kind: 'th' | 'td') =>
      row.map((text, index) =>
        index === 0 || kind === 'th'
          ? element('th', { scope: kind === 'th' ? 'col' : 'row' }, text)
          : element('td', { 'data-title': statisticsHead[index] }, text),
      );
    this.table.replaceChildren(
      element('thead', {}, element('tr', {}, ...cells(statisticsHead, 'th'))),
      element('tbody', {}, ...statisticsRows(statistics).map(row => element('tr', {}, ...cells(row, 'td')))),
    );
  }

  /** Asks for what happened in a gap, once it is large. */
  private lookClosely(): void {
    const { model, viewport } = this;
    if (this.isOver || viewport.length > closeLook) return;
    const gap = model.gaps.find(({ from, to }) => to > viewport.from && from < viewport.to);
    if (!gap) return;
    const from = Math.floor(Math.max(gap.from, viewport.from));
    const to = Math.ceil(Math.min(gap.to, viewport.to));
    const asked = `${from} ${to}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.host.postMessage({ kind: 'wish', wishes: { from, to } });
  }

  // ---- pointing ----

  /** Something is pointed at: its instant and its lane are marked. */
  private show(pointed: Subject | undefined, isHere: boolean): void {
    this.picture.pointed = pointed;
    this.list.point(pointed);
    this.picture.due();
    if (isHere) return;
    const { count, pid } = pointed ?? {};
    this.pointed.textContent = count === undefined ? '' : wordsAt(this.model, count, pid);
  }

  private point(x: number | undefined, y: number): void {
    const { model, picture } = this;
    const place = x === undefined ? undefined : picture.place(x, y);
    picture.pointer = place?.count;
    picture.due();
    if (x === undefined || !place) {
      this.pointed.textContent = '';
      return this.pointing.point(undefined);
    }
    const inLane = place.row?.lane?.pid;
    this.pointed.textContent = wordsAt(model, place.count, inLane, { layout: picture.layout, x });
    const pid = inLane ?? model.running(place.count)?.pid;
    this.pointing.point({ count: Math.floor(place.count), ...(pid !== undefined && { pid }) });
  }

  private click(x: number, y: number): void {
    const { count, row } = this.picture.place(x, y);
    const index = rowNear(this.listing, { layout: this.picture.layout, x }, row?.lane?.pid);
    if (index !== undefined) return this.choose(index, true);
    this.stand(Math.floor(count), row?.lane?.pid);
    this.goTo(Math.floor(count));
  }

  /** An event is chosen, in the list, by keys, or in the picture. */
  private choose(index: number, goes: boolean): void {
    const { count, pid } = this.listing.row(index);
    this.list.chosen = index;
    this.stand(count, pid);
    this.list.reveal(index);
    if (goes) this.goTo(count);
  }

  private stand(count: number, pid = this.model.running(count)?.pid ?? 0): void {
    this.picture.cursor = { count, pid };
    this.viewport.reveal(count);
    this.picture.revealLane(pid);
    this.pointed.textContent = this.spoken.textContent = wordsAt(this.model, count, pid);
    this.pointing.point({ count, pid });
    this.changed();
  }

  private goTo(count: number): void {
    const { model } = this;
    const inside = Math.max(model.from, Math.min(model.to, count));
    if (!this.isOver) this.host.postMessage({ kind: 'goTo', count: inside });
  }

  // ---- keys and buttons ----

  private key(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    this.act(action);
  }

  private act(action: Action): void {
    const { model, viewport, picture } = this;
    const cursor = picture.cursor ?? { count: model.count, pid: model.running(model.count)?.pid ?? 0 };
    const isSeen = cursor.count >= viewport.from && cursor.count <= viewport.to;
    const middle = picture.pointer ?? (isSeen ? cursor.count : (viewport.from + viewport.to) / 2);
    switch (action) {
      case 'in':
        viewport.zoom(1.5, middle);
        break;
      case 'out':
        viewport.zoom(1 / 1.5, middle);
        break;
      case 'left':
        viewport.pan(-0.15);
        break;
      case 'right':
        viewport.pan(0.15);
        break;
      case 'first':
        viewport.reveal(model.from);
        break;
      case 'last':
        viewport.reveal(model.to);
        break;
      case 'next':
      case 'previous':
        return this.walk(action, cursor.count);
      case 'up':
      case 'down':
        return this.toLane(action, cursor);
      case 'go':
        return this.goTo(cursor.count);
      default:
        this.actOnSelection(action, cursor);
    }
    this.changed();
  }

  private actOnSelection(action: Action, cursor: { readonly count: number; readonly pid: number }): void {
    const { model, viewport, picture } = this;
    const { selection } = picture;
    const grow = Math.max(1, Math.round(viewport.length / 50));
    switch (action) {
      case 'fit':
        if (selection) viewport.show(selection);
        else viewport.showAll();
        break;
      case 'mark':
        this.mark();
        break;
      case 'range':
        picture.selection = model.spanAt(cursor.pid, cursor.count);
        break;
      case 'longer':
        picture.selection = {
          from: selection?.from ?? cursor.count,
          to: (selection?.to ?? cursor.count) + grow,
        };
        break;
      case 'shorter':
        if (selection && selection.to - grow > selection.from)
          picture.selection = { from: selection.from, to: selection.to - grow };
        else picture.selection = undefined;
        break;
      case 'pin':
        if (!picture.pinned.delete(cursor.pid)) picture.pinned.add(cursor.pid);
        break;
      default:
        picture.selection = undefined;
    }
    this.changed();
  }

  /** The selection stays marked, or is not any more. */
  private mark(): void {
    const { selection, marked } = this.picture;
    if (!selection) return;
    const index = marked.findIndex(({ from, to }) => from === selection.from && to === selection.to);
    if (index >= 0) marked.splice(index, 1);
    else marked.push(selection);
  }

  /** To the event after the one where the cursor stands, or before it. */
  private walk(action: 'next' | 'previous', count: number): void {
    const { listing } = this;
    const { chosen } = this.list;
    const isThere = chosen !== undefined && chosen < listing.length && listing.row(chosen).count === count;
    const before = isThere ? chosen - 1 : listing.before(count) - 1;
    const index = action === 'previous' ? before : isThere ? chosen + 1 : listing.before(count + 1);
    if (index >= 0 && index < listing.length) this.choose(index, false);
  }

  private toLane(
    action: 'up' | 'down',
    { count, pid }: { readonly count: number; readonly pid: number },
  ): void {
    const lanes = this.picture.layout.rows.flatMap(({ lane }) => (lane ? [lane.pid] : []));
    const at = lanes.indexOf(pid) + (action === 'up' ? -1 : 1);
    const next = lanes[Math.max(0, Math.min(lanes.length - 1, at))];
    if (next !== undefined) this.stand(count, next);
  }

  private toolbar(): HTMLElement {
    const button = (text: string, title: string, act: () => void) => {
      const made = element('button', { type: 'button', title }, text);
      made.addEventListener('click', act);
      return made;
    };
    return element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Timeline' },
      button('−', 'Zoom out (S)', () => this.act('out')),
      button('+', 'Zoom in (W)', () => this.act('in')),
      button('Fit', 'The selection, or the whole run (F)', () => this.act('fit')),
      button('Copy', 'Copy the timeline and its numbers as text', () =>
        this.host.postMessage({ kind: 'copy', text: `${timelineText(this.model, textWidth)}\n` }),
      ),
      button('Save…', 'Save the picture as SVG', () => this.save()),
      this.question.element,
      element('span', { class: 'keys', title: keyHelp }, 'W A S D . , F M R'),
    );
  }

  private save(): void {
    const { layout } = this.picture;
    const view = { ...layout.view, scroll: 0, height: layout.fullHeight };
    this.host.postMessage({ kind: 'save', name: 'timeline', text: timelineSvg(this.model, view) });
  }
}
