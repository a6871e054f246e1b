/**
 * Pointing at a thing in one page, with the pointer or by the focus of the keyboard, shows it in all: an element that is about
 * something says so once, and is marked as long as that is pointed at, here or in another page.
 */
import { type Subject, isAbout } from '../figures';
import type { FromPage } from './messages';

/** Milliseconds: a pointer that only passes is told of at most so often. */
const patience = 60;
const about = 'about';
const marked = 'pointed-at';

const subjects = new WeakMap<Element, Subject>();

/** Says what an element is about. */
export function isAboutIt<Made extends Element>(made: Made, subject: Subject | undefined): Made {
  if (!subject) return made;
  subjects.set(made, subject);
  made.classList.add(about);
  return made;
}

export class Pointing {
  private here: Subject | undefined;
  private told = '';
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly post: (message: FromPage) => void,
    /** Called when something else is pointed at, here or elsewhere. */
    private readonly show: (pointed: Subject | undefined) => void,
  ) {
    const { documentElement: root } = document;
    const find = ({ target }: Event) => {
      const found = target instanceof Element ? target.closest(`.${about}`) : null;
      return found ? subjects.get(found) : undefined;
    };
    root.addEventListener('pointerover', event => this.point(find(event)));
    root.addEventListener('pointerleave', () => this.point(undefined));
    root.addEventListener('focusin', event => this.point(find(event)));
    root.addEventListener('focusout', () => this.point(undefined));
  }

  /** Something is pointed at here, or nothing any more. */
  point(subject: Subject | undefined): void {
    this.here = subject;
    this.later ??= setTimeout(() => {
      this.later = undefined;
      const text = JSON.stringify(this.here) ?? '';
      if (text === this.told) return;
      this.told = text;
      this.show(this.here);
      this.post({ kind: 'point', at: this.here });
    }, patience);
  }
}

/** Marks all elements below one that are about it. */
export function markAbout(root: ParentNode, pointed: Subject | undefined): void {
  for (const element of root.querySelectorAll(`.${about}`))
    element.classList.toggle(marked, isAbout(subjects.get(element) ?? {}, pointed));
}
