/** What the page shows and does: the table, the row of the present, keys, and the game of predicting. */
import {
  ProtocolModel,
  type RowPlace,
  type Subject,
  inDigits,
  protocolSvg,
  protocolText,
} from '../../figures';
import { type PageHost, element } from '../dom';
import type { ToPage } from '../messages';
import { Pointing } from '../pointing';
import { Quiz } from './quiz';
import { ProtocolTable } from './table';

export interface Kept {
  readonly predicts: boolean;
  readonly showsAsides: boolean;
}

/** Columns of the text that is copied. */
const textWidth = 132;
const nobody =
  'Press F5 in a program: what the operating system, the hardware and the program do comes here, row by row.';

export class ProtocolPage {
  private readonly model = new ProtocolModel();
  private readonly summary = element('p', { class: 'summary', role: 'status' }, nobody);
  private readonly table: ProtocolTable;
  private readonly quiz: Quiz;
  private kept: Kept;
  private count = 0;
  private present: number | undefined;
  private isOver = false;
  private name: string | undefined;

  constructor(
    root: HTMLElement,
    private readonly host: PageHost<Kept>,
  ) {
    this.kept = host.getState() ?? { predicts: false, showsAsides: false };
    this.table = new ProtocolTable(this.model, row => this.goTo(row));
    this.table.showsAsides = this.kept.showsAsides;
    this.quiz = new Quiz(this.model, () => this.draw());
    root.append(this.toolbar(), this.summary, this.table.element, this.quiz.element);
    if (this.kept.predicts) this.quiz.begin(undefined);
    new Pointing(
      message => host.postMessage(message),
      pointed => this.show(pointed),
    );
  }

  /** Marks the row of an instant that is pointed at; what is hidden stays so. */
  private show(pointed: Subject | undefined): void {
    this.table.point(pointed?.count === undefined ? undefined : this.model.at(pointed.count));
  }

  take(message: ToPage<'protocol'>): void {
    switch (message.kind) {
      case 'session':
        return this.session(message.name);
      case 'batch':
        this.count = message.batch.count;
        this.table.changed(this.model.apply(message.batch));
        return this.draw();
      case 'status':
        ({ count: this.count, present: this.present } = message.status);
        if (!message.status.running) this.draw();
        return;
      case 'pointed':
        return this.show(message.at);
      case 'ended':
        this.isOver = true;
        return this.draw();
    }
  }

  private session(name: string | undefined): void {
    this.name = name;
    this.isOver = false;
    this.model.clear();
    this.table.clear();
    if (this.kept.predicts) this.quiz.begin(undefined);
    this.draw();
  }

  private draw(): void {
    const now = this.model.at(this.count);
    const hiddenFrom = this.quiz.hiddenFrom(now);
    this.table.draw(now, hiddenFrom);
    if (this.quiz.draw()) this.table.reveal();
    this.summary.textContent = this.sentence(now, hiddenFrom);
  }

  /** The picture in one sentence. */
  private sentence(now: RowPlace | undefined, hiddenFrom: RowPlace | undefined): string {
    if (this.name === undefined || !now)
      return this.name === undefined ? nobody : `${this.name}: nothing has happened so far.`;
    const row = hiddenFrom && isBefore(hiddenFrom, now) ? undefined : this.model.row(now);
    const past = this.present === undefined ? '' : ` of ${inDigits(this.present)}`;
    const state = this.isOver ? 'the machine is off' : 'the machine stands';
    const at = row ? ` at “${row.words}”` : '';
    return `${this.name}: ${state}${at}, instruction ${inDigits(this.count)}${past}.`;
  }

  private goTo(count: number): void {
    if (!this.isOver) this.host.postMessage({ kind: 'goTo', count });
  }

  private toolbar(): HTMLElement {
    const asides = this.option(
      'init and idle',
      'Also what init and the idle process do',
      this.kept.showsAsides,
    );
    asides.input.addEventListener('change', () => {
      this.keep({ ...this.kept, showsAsides: asides.input.checked });
      this.table.showsAsides = asides.input.checked;
      this.table.changed(this.model.first);
      this.draw();
    });
    const predict = this.option(
      'predict',
      'Hide what comes next until it has been chosen',
      this.kept.predicts,
    );
    predict.input.addEventListener('change', () => {
      this.keep({ ...this.kept, predicts: predict.input.checked });
      if (predict.input.checked) this.quiz.begin(this.model.at(this.count));
      else this.quiz.end();
      this.draw();
    });
    const copy = element('button', { type: 'button', title: 'Copy the whole protocol as text' }, 'Copy');
    copy.addEventListener('click', () => this.host.postMessage({ kind: 'copy', text: this.text() }));
    const save = element(
      'button',
      { type: 'button', title: 'Save the section of the present as SVG' },
      'Save…',
    );
    save.addEventListener('click', () => this.save());
    return element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Protocol' },
      predict.label,
      asides.label,
      copy,
      save,
    );
  }

  private option(name: string, title: string, checked: boolean) {
    const input = element('input', { type: 'checkbox', checked });
    return { input, label: element('label', { title }, input, ` ${name}`) };
  }

  private keep(kept: Kept): void {
    this.kept = kept;
    this.host.setState(kept);
  }

  private save(): void {
    const now = this.model.at(this.count);
    const section = now && this.model.section(now.section);
    if (!section) return;
    const text = protocolSvg([section], `The protocol of ${this.name ?? 'a run'}: ${section.title}`);
    this.host.postMessage({ kind: 'save', name: 'protocol', text });
  }

  private text(): string {
    const texts: string[] = [];
    for (let number = this.model.first; number < this.model.end; number++) {
      const section = this.model.section(number);
      if (section) texts.push(protocolText(section, textWidth));
    }
    return `${texts.join('\n')}\n`;
  }
}

const isBefore = (a: RowPlace, b: RowPlace) =>
  a.section < b.section || (a.section === b.section && a.row <= b.row);
