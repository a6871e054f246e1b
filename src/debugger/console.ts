/** The console of the machine: the program's output as text, and what the user has typed. */
import type { Machine } from '../machine';

export class MachineConsole {
  private readonly decoder = new TextDecoder();
  private bytes: number[] = [];
  private readonly typed: (Uint8Array | 'end')[] = [];
  /** The user has said that no more will come. */
  private ended = false;

  constructor(
    private readonly machine: Machine,
    private readonly output: (text: string) => void,
  ) {
    machine.console.output = byte => {
      this.bytes.push(byte);
    };
  }

  /** Tells what has been printed since. */
  flush(): void {
    if (this.bytes.length === 0) return;
    const text = this.decoder.decode(Uint8Array.from(this.bytes), { stream: true });
    this.bytes = [];
    if (text !== '') this.output(text);
  }

  type(text: string): void {
    this.typed.push(new TextEncoder().encode(text));
  }

  end(): void {
    this.typed.push('end');
  }

  /** Gives the machine what has been typed; true if there was anything. A reader after the end is told of it again. */
  feed(): boolean {
    const { console } = this.machine;
    const fed = this.typed.length > 0;
    for (const piece of this.typed.splice(0)) {
      if (piece === 'end') {
        this.ended = true;
        console.end();
      } else console.input(piece);
    }
    if (fed || !this.ended || !console.wanted) return fed;
    console.end();
    return true;
  }
}
