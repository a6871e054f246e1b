/** The program's output as text: bytes are gathered until they are told. */
import type { Part } from '../machine';

export class Output {
  /** Bytes that have been printed by the instant where the machine stands. */
  printed = 0;
  /** How many those are, kept and brought back with the machine. */
  readonly position: Part<number> = {
    save: () => this.printed,
    restore: printed => {
      this.printed = printed;
    },
  };
  private readonly decoder = new TextDecoder();
  private bytes: number[] = [];

  /** `tell`: a text, and how many bytes have been printed with it. */
  constructor(private readonly tell: (text: string, printed: number) => void) {}

  /** `again`: it has been told already. */
  print(byte: number, again: boolean): void {
    this.printed++;
    if (!again) this.bytes.push(byte);
  }

  /** Tells what has been printed since. */
  flush(): void {
    if (this.bytes.length === 0) return;
    const text = this.decoder.decode(Uint8Array.from(this.bytes), { stream: true });
    this.bytes = [];
    if (text !== '') this.tell(text, this.printed);
  }
}
