/** The program's output as text: bytes are gathered until they are told. */
export class Output {
  private readonly decoder = new TextDecoder();
  private bytes: number[] = [];

  constructor(private readonly tell: (text: string) => void) {}

  readonly print = (byte: number): void => {
    this.bytes.push(byte);
  };

  /** Tells what has been printed since. */
  flush(): void {
    if (this.bytes.length === 0) return;
    const text = this.decoder.decode(Uint8Array.from(this.bytes), { stream: true });
    this.bytes = [];
    if (text !== '') this.tell(text);
  }
}
