/** A scrollbar for time: its thumb is what is seen of the run. */
import { type Viewport, inDigits } from '../../figures';
import { element } from '../dom';

/** Pixels of a thumb at least. */
const smallest = 12;

export class Scrollbar {
  private readonly thumb = element('div', { class: 'thumb' });
  readonly element = element(
    'div',
    {
      class: 'time-scrollbar',
      role: 'scrollbar',
      tabindex: 0,
      'aria-label': 'Time',
      'aria-orientation': 'horizontal',
      'aria-valuemin': 0,
      'aria-valuemax': 1000,
    },
    this.thumb,
  );

  constructor(
    private readonly viewport: Viewport,
    private readonly moved: () => void,
  ) {
    let grip: number | undefined;
    this.element.addEventListener('pointerdown', event => {
      const { left, width } = this.thumb.getBoundingClientRect();
      const inside = event.clientX - left;
      grip = inside >= 0 && inside <= width ? inside : width / 2;
      this.element.setPointerCapture(event.pointerId);
      this.drag(event.clientX - grip);
    });
    this.element.addEventListener('pointermove', ({ clientX }) => {
      if (grip !== undefined) this.drag(clientX - grip);
    });
    this.element.addEventListener('pointerup', () => (grip = undefined));
    this.element.addEventListener('keydown', event => this.key(event));
  }

  draw(): void {
    const { from, to } = this.viewport.share;
    const { clientWidth } = this.element;
    const width = Math.max(smallest, (to - from) * clientWidth);
    const room = clientWidth - width;
    const left = to - from >= 1 ? 0 : (from / (1 - (to - from))) * room;
    this.thumb.style.width = `${width}px`;
    this.thumb.style.transform = `translateX(${left}px)`;
  }

  /** For who does not see it; not in each frame. */
  describe(): void {
    const { from } = this.viewport.share;
    this.element.setAttribute('aria-valuenow', String(Math.round(from * 1000)));
    const seen = `instructions ${inDigits(Math.round(this.viewport.from))} to ${inDigits(Math.round(this.viewport.to))}`;
    this.element.setAttribute('aria-valuetext', seen);
  }

  private drag(left: number): void {
    const { left: start, width } = this.element.getBoundingClientRect();
    const room = width - this.thumb.getBoundingClientRect().width;
    if (room <= 0) return;
    const { length } = this.viewport;
    const { from, to } = this.viewport.share;
    const share = Math.max(0, Math.min(1, (left - start) / room)) * (1 - (to - from));
    const first = this.viewport.at(share);
    this.viewport.show({ from: first, to: first + length });
    this.moved();
  }

  private key(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -0.1,
      ArrowRight: 0.1,
      PageUp: -1,
      PageDown: 1,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const { length } = this.viewport;
    if (step === -Infinity)
      this.viewport.show({ from: this.viewport.at(0), to: this.viewport.at(0) + length });
    else if (step === Infinity)
      this.viewport.show({ from: this.viewport.at(1) - length, to: this.viewport.at(1) });
    else this.viewport.pan(step);
    this.moved();
  }
}
