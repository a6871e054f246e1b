/** Which row comes next? Rows that have been chosen are shown, the others not yet. */
import { type ProtocolModel, type RowPlace, choices, protocolTitles } from '../../figures';
import { element } from '../dom';

const titleOf = new Map(protocolTitles);

export class Quiz {
  readonly element = element('section', { class: 'quiz', 'aria-label': 'Predict', hidden: true });
  private plays = false;
  /** The last row that is shown; undefined: none has been when it began, and the next that comes is. */
  private shown: RowPlace | undefined;
  private right = 0;
  private wrong = 0;
  /** What has been chosen in vain for the row that comes next. */
  private readonly missed = new Set<string>();
  private drawnFor = '';

  constructor(
    private readonly model: ProtocolModel,
    private readonly changed: () => void,
  ) {}

  /** All up to there is shown. */
  begin(shown: RowPlace | undefined): void {
    this.plays = true;
    this.shown = shown;
    this.right = this.wrong = 0;
    this.missed.clear();
  }

  end(): void {
    this.plays = false;
  }

  /** The first row that is not shown; `now`: where the machine stands. */
  hiddenFrom(now: RowPlace | undefined): RowPlace | undefined {
    if (!this.plays) return undefined;
    this.shown ??= now;
    return this.shown && this.model.after(this.shown);
  }

  /** True if it is another than before. */
  draw(): boolean {
    const next = this.plays && this.shown ? this.model.after(this.shown) : undefined;
    this.element.hidden = !this.plays;
    const state = JSON.stringify([next, [...this.missed], this.right, this.wrong, this.plays]);
    if (state === this.drawnFor) return false;
    this.drawnFor = state;
    const hadFocus = this.element.contains(document.activeElement);
    const score = `${this.right} right, ${this.wrong} wrong`;
    if (next)
      this.element.replaceChildren(element('h2', {}, `What comes next? (${score})`), ...this.buttons(next));
    else
      this.element.replaceChildren(
        element('h2', {}, `Let the program run: then say what comes next. (${score})`),
      );
    if (hadFocus) this.element.querySelector('button')?.focus();
    return true;
  }

  private buttons(next: RowPlace): HTMLElement[] {
    return choices(this.model, next).map(({ column, words, isRight }) => {
      const missed = this.missed.has(words);
      const label = `${missed ? '✗ ' : ''}${titleOf.get(column)}: ${words}`;
      const button = element('button', { type: 'button', disabled: missed }, label);
      button.addEventListener('click', () => this.choose(next, words, isRight));
      return button;
    });
  }

  private choose(next: RowPlace, words: string, isRight: boolean): void {
    if (isRight) {
      this.right++;
      this.missed.clear();
      this.shown = next;
    } else {
      this.wrong++;
      this.missed.add(words);
    }
    this.changed();
  }
}
