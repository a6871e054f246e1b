/** A page of sections, each with a sentence, a drawing and a table that says the same: what all pictures of a state have. */
import { type Section, type Subject, inDigits, sectionText } from '../../figures';
import type { PictureName } from '../../protocol';
import { type PageHost, element } from '../dom';
import type { ToPage } from '../messages';
import { Pointing, markAbout } from '../pointing';
import { DataTable } from './table';
import { drawn, fileOf } from './svg';

export interface Kept {
  /** The sections that the user has folded. */
  readonly folded: readonly string[];
}

/** The picture of a state: what is not in `parts` is as it was. */
interface StateBatch<Parts> {
  readonly count: number;
  readonly parts: Partial<Parts>;
}

export interface PageOptions<Parts> {
  /** `system` */
  readonly name: PictureName;
  /** What the page says before there is a session. */
  readonly nobody: string;
  readonly sections: readonly Section<Parts>[];
  /** What stands beside the buttons. */
  readonly controls?: readonly HTMLElement[];
  /** Called with what has changed, before it is drawn. */
  told?(parts: Partial<Parts>): void;
  /** What is known here of a thing that is pointed at. */
  known?(pointed: Subject, parts: Partial<Parts>): Subject;
}

export class StatePage<Parts extends object> {
  private readonly summary = element('p', { class: 'summary', role: 'status' });
  private readonly drawnSections: readonly DrawnSection<Parts>[];
  private parts: Partial<Parts> = {};
  private session: string | undefined;
  private count = 0;
  private present: number | undefined;
  private state: 'none' | 'running' | 'stopped' | 'ended' = 'none';
  private pointed: Subject | undefined;

  constructor(
    root: HTMLElement,
    private readonly host: PageHost<Kept>,
    private readonly options: PageOptions<Parts>,
  ) {
    const folded = new Set(host.getState()?.folded);
    this.drawnSections = options.sections.map(
      section =>
        new DrawnSection(section, !folded.has(section.id), {
          goTo: count => this.goTo(count),
          save: svg =>
            host.postMessage({ kind: 'save', name: `${options.name}-${section.id}`, text: fileOf(svg) }),
          folded: () => this.keep(),
        }),
    );
    root.append(
      this.toolbar(),
      this.summary,
      element('div', { class: 'sections' }, ...this.drawnSections.map(section => section.element)),
    );
    new Pointing(
      message => host.postMessage(message),
      pointed => this.show(pointed),
    );
    new ResizeObserver(() => this.draw(true)).observe(root);
    this.draw(true);
  }

  take(message: ToPage<Exclude<PictureName, 'timeline'>>): void {
    switch (message.kind) {
      case 'session':
        this.session = message.name;
        this.parts = {};
        this.state = 'none';
        return this.draw(true);
      case 'batch': {
        const { count, parts } = message.batch as StateBatch<Parts>;
        this.count = count;
        this.parts = { ...this.parts, ...parts };
        this.options.told?.(parts);
        if (this.state === 'none') this.state = 'stopped';
        return this.draw(false, new Set(Object.keys(parts) as (keyof Parts)[]));
      }
      case 'status':
        ({ count: this.count, present: this.present } = message.status);
        this.state = message.status.running ? 'running' : 'stopped';
        return this.drawSummary();
      case 'ended':
        this.state = 'ended';
        return this.drawSummary();
      case 'pointed':
        return this.show(message.at);
    }
  }

  /** Marks what is about a thing that is pointed at, here or elsewhere. */
  private show(pointed: Subject | undefined): void {
    this.pointed = pointed;
    const known = pointed && (this.options.known?.(pointed, this.parts) ?? pointed);
    for (const { element: root } of this.drawnSections) markAbout(root, known);
  }

  /** `all`: whatever has changed. */
  private draw(all: boolean, changed: ReadonlySet<keyof Parts> = new Set()): void {
    this.drawSummary();
    for (const section of this.drawnSections)
      if (all || section.section.uses.some(part => changed.has(part))) section.draw(this.parts);
    this.show(this.pointed);
  }

  private drawSummary(): void {
    this.summary.textContent = this.sentence();
  }

  private sentence(): string {
    const { session, state, present } = this;
    if (session === undefined) return this.options.nobody;
    if (state === 'none') return `${session}: nothing has happened so far.`;
    const past = present === undefined ? '' : ` of ${inDigits(present)}`;
    const where = `instruction ${inDigits(this.count)}${past}`;
    if (state === 'running') return `${session}: the machine runs; this is how it stood at the last stop.`;
    return `${session}: ${state === 'ended' ? 'the machine is off' : 'the machine stands'}, ${where}.`;
  }

  private goTo(count: number): void {
    if (this.state !== 'ended') this.host.postMessage({ kind: 'goTo', count });
  }

  private keep(): void {
    const folded = this.drawnSections.filter(({ element: { open } }) => !open);
    this.host.setState({ folded: folded.map(({ section }) => section.id) });
    this.draw(true);
  }

  private toolbar(): HTMLElement {
    const copy = element('button', { type: 'button', title: 'Copy all of it as text' }, 'Copy');
    copy.addEventListener('click', () => this.host.postMessage({ kind: 'copy', text: this.text() }));
    return element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': this.options.name },
      ...(this.options.controls ?? []),
      copy,
    );
  }

  private text(): string {
    const there = this.options.sections.filter(section => isThere(section, this.parts));
    return there.map(section => sectionText(section, this.parts as Parts)).join('\n');
  }
}

/** All that a section uses has been told. */
const isThere = <Parts>({ uses }: Section<Parts>, parts: Partial<Parts>): boolean =>
  uses.every(name => parts[name] !== undefined);

interface Actions {
  goTo(count: number): void;
  save(svg: SVGElement): void;
  folded(): void;
}

class DrawnSection<Parts> {
  readonly element: HTMLDetailsElement;
  private readonly sentence = element('p', { class: 'sentence' });
  private readonly picture: HTMLElement;
  private readonly behind: HTMLElement;
  private readonly table: DataTable;
  private readonly save = element('button', { type: 'button', class: 'quiet' }, 'Save as SVG');
  private svg: SVGElement | undefined;
  private shown = '';

  constructor(
    readonly section: Section<Parts>,
    isOpen: boolean,
    actions: Actions,
  ) {
    this.table = new DataTable(section.title, actions.goTo);
    // It scrolls where there is little room: by keys too.
    const drawing = { class: 'drawing', tabindex: '0', role: 'region', 'aria-label': section.title };
    this.picture = element('div', section.isDrawn ? drawing : {});
    this.behind = section.isDrawn
      ? element('details', { class: 'behind' }, element('summary', {}, 'As a table'), this.table.element)
      : element('div', {}, this.table.element);
    this.save.addEventListener('click', () => this.svg && actions.save(this.svg));
    this.element = element(
      'details',
      { class: `section ${section.id}`, open: isOpen, hidden: true },
      element('summary', {}, element('h2', {}, section.title)),
      this.sentence,
      this.picture,
      this.behind,
      this.save,
    );
    this.element.addEventListener('toggle', () => actions.folded());
  }

  draw(parts: Partial<Parts>): void {
    const isReady = isThere(this.section, parts);
    this.element.hidden = !isReady;
    const width = this.element.clientWidth;
    // A page that nobody sees has no width; it is drawn when it gets one.
    if (!isReady || !this.element.open || width === 0) return;
    const { sentence, drawing, table } = this.section.content(parts as Parts, width);
    this.sentence.textContent = sentence;
    this.behind.hidden = !table || table.rows.length === 0;
    if (table) this.table.draw(table);
    const text = JSON.stringify(drawing);
    this.save.hidden = !drawing;
    if (text === this.shown) return;
    this.shown = text;
    this.svg = drawing && drawn(drawing, sentence);
    this.picture.replaceChildren(...(this.svg ? [this.svg] : []));
  }
}
