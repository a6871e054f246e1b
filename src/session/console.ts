/** The console of a running system: what goes into it from a person or a file, when the guest can take it. */
import type { Machine } from '../machine';

export interface ConsoleInput {
  /**
   * True: input goes to the guest as it arrives, as from a person. False: the machine waits for it when the guest
   * asks, so that the same input gives the same run.
   */
  readonly live: boolean;
  /** The next piece of what has arrived. */
  take(): Uint8Array | 'end' | undefined;
  /** Resolves once `take` has something, after so many milliseconds, or when the host is interrupted. */
  arrival(milliseconds?: number): Promise<void>;
  /** Lets a waiting `arrival` go on. */
  interrupt(): void;
}

/** Live input that the host hands over piece by piece. */
export class TypedInput implements ConsoleInput {
  readonly live = true;
  private readonly pieces: (Uint8Array | 'end')[] = [];
  private wake: (() => void) | undefined;

  type(text: string): void {
    this.give(new TextEncoder().encode(text));
  }

  end(): void {
    this.give('end');
  }

  take(): Uint8Array | 'end' | undefined {
    return this.pieces.shift();
  }

  async arrival(milliseconds?: number): Promise<void> {
    if (this.pieces.length > 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>(resolve => {
      this.wake = resolve;
      if (milliseconds !== undefined) timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
    this.wake = undefined;
  }

  interrupt(): void {
    this.wake?.();
  }

  private give(piece: Uint8Array | 'end'): void {
    this.pieces.push(piece);
    this.interrupt();
  }
}

/** Gives host input to the machine's console. */
export class Feeder {
  private ended = false;

  constructor(
    private readonly machine: Machine,
    private readonly input: ConsoleInput,
  ) {}

  /** Gives all that has arrived; true if there was anything. A reader after the end is told of it again. */
  feedAll(): boolean {
    let fed = false;
    while (this.feed()) fed = true;
    return this.endAgain() || fed;
  }

  /** Waits for input that the guest has asked for. */
  async answer(): Promise<void> {
    if (this.endAgain()) return;
    await this.input.arrival();
    this.feed();
  }

  private endAgain(): boolean {
    const { console } = this.machine;
    if (!this.ended || !console.wanted) return false;
    console.end();
    return true;
  }

  private feed(): boolean {
    const piece = this.ended ? undefined : this.input.take();
    if (piece === undefined) return false;
    if (piece === 'end') {
      this.ended = true;
      this.machine.console.end();
    } else this.machine.console.input(piece);
    return true;
  }
}
