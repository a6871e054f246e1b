/** The field above the timeline: a question over the run, and its answer in a sentence. */
import type { Answer } from '../../protocol';
import { element } from '../dom';

export class QuestionField {
  private readonly input = element('input', {
    type: 'text',
    class: 'question',
    'aria-label': 'Only what answers a question',
    placeholder: 'A question, such as: call swtch',
    title:
      'Enter: only what answers it is listed and marked. Escape: everything again. docs/questions.md has the language.',
    spellcheck: 'false',
  });
  /** The sentence of the answer. */
  readonly said = element('p', { class: 'answered', role: 'status', hidden: true });
  readonly element = this.input;

  /** `ask`: a question, or none any more. */
  constructor(private readonly ask: (question: string | undefined) => void) {
    this.input.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.input.value = '';
      else if (event.key !== 'Enter') return;
      event.preventDefault();
      const question = this.input.value.trim();
      this.ask(question === '' ? undefined : question);
    });
  }

  say(text: string | undefined): void {
    this.said.hidden = text === undefined;
    this.said.textContent = text ?? '';
  }

  /** The text of an answer, or why there is none. */
  tell(answer: Answer | string, until: string): void {
    this.say(
      typeof answer === 'string'
        ? answer
        : `${answer.question}, up to instruction ${until}: ${answer.text}${answer.instants.length < answer.count ? ` The first ${answer.instants.length} are shown.` : ''}`,
    );
  }

  clear(): void {
    this.input.value = '';
    this.say(undefined);
  }
}
