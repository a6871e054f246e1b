/**
 * The stack frame of a function while its body is generated. Seen from the canonical frame address downwards: the
 * argument registers of a variadic function, saved registers, variables, temporaries, and lowest the arguments of
 * calls. A leaf without a frame pointer counts upwards from `sp` instead.
 */

/** Bytes of a word. */
export const WORD = 4;

/** Stands in an instruction for the bytes of arguments at the bottom, which are known when the body is made. */
export const outgoingSize = '@outgoing';

type FrameKind = 'fp' | 'sp';

/** Bytes near the base that temporaries get in a frame too large for 16-bit offsets. */
const reservedTemporaries = 256;

export class FrameLayout {
  /** Bytes in use now, and at most. */
  private used = 0;
  private most = 0;
  /** Bytes at the bottom for the arguments of calls. */
  outgoing = 0;
  private freeWords: number[] = [];

  /** `top`: bytes that the prologue uses below the canonical frame address. */
  constructor(
    readonly kind: FrameKind,
    readonly top: number,
    large: boolean,
  ) {
    if (!large) return;
    for (let at = 0; at < reservedTemporaries; at += WORD) this.freeWords.push(this.allocate(WORD));
    this.freeWords.reverse();
  }

  /** Room for an object; returns its offset from the base register. */
  allocate(size: number): number {
    const bytes = Math.max(WORD, Math.ceil(size / WORD) * WORD);
    const at = this.used;
    this.used += bytes;
    this.most = Math.max(this.most, this.used);
    return this.kind === 'sp' ? at : -(this.top + this.used);
  }

  /** A word for a temporary. */
  takeWord(): number {
    return this.freeWords.pop() ?? this.allocate(WORD);
  }

  giveWord(offset: number): void {
    this.freeWords.push(offset);
  }

  /** The state to come back to at the end of a block or statement. */
  mark(): number {
    return this.used;
  }

  /** Frees all that was allocated since the mark; no temporary is in use there any more. */
  release(mark: number): void {
    const inside = (offset: number): boolean =>
      this.kind === 'sp' ? offset >= mark : offset < -(this.top + mark);
    this.freeWords = this.freeWords.filter(offset => !inside(offset));
    this.used = mark;
  }

  /** Bytes of variables, temporaries and arguments. */
  get size(): number {
    return this.most + this.outgoing;
  }
}
