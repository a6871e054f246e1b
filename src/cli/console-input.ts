/** Standard input as the guest's console reads it: line by line; of a terminal with the guest at its end, key by key. */
import type { ConsoleInput } from '../session';

/** A line that is longer than this comes in pieces. */
const longestPiece = 1024;
const lineEnd = 10;
/** ^], which ends the run whatever the guest does with keys. */
const leaveKey = 0x1d;

export interface InputPorts {
  /** Told when the input breaks off. */
  problem(error: Error): void;
  /** The user wants to leave; absent: no key means that, for the host edits lines and knows ^C. */
  leave?(): void;
}

export class StandardInput implements ConsoleInput {
  readonly live = Boolean(process.stdin.isTTY);
  private waiting = Buffer.alloc(0);
  private started = false;
  private ended = false;
  private wake: (() => void) | undefined;

  constructor(private readonly ports: InputPorts) {
    if (this.byKey) process.stdin.setRawMode(true);
    if (this.live) this.start();
  }

  private get byKey(): boolean {
    return this.ports.leave !== undefined;
  }

  take(): Uint8Array | 'end' | undefined {
    const length = this.nextPiece();
    if (length === 0) return this.ended ? 'end' : undefined;
    const piece = this.waiting.subarray(0, length);
    this.waiting = this.waiting.subarray(length);
    return piece;
  }

  async arrival(milliseconds?: number): Promise<void> {
    this.start();
    if (this.nextPiece() > 0 || this.ended) return;
    process.stdin.resume();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      this.wake = resolve;
      if (milliseconds !== undefined) timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
    this.wake = undefined;
    if (!this.live) process.stdin.pause();
  }

  /** Lets a waiting `arrival` go on. */
  interrupt(): void {
    this.wake?.();
  }

  /** Bytes of the next piece: it ends with its line, at the limit, or with the input; 0 if it is not whole yet. */
  private nextPiece(): number {
    if (this.byKey) return this.waiting.length;
    const end = this.waiting.subarray(0, longestPiece).indexOf(lineEnd) + 1;
    if (end > 0) return end;
    if (this.waiting.length >= longestPiece) return longestPiece;
    return this.ended ? this.waiting.length : 0;
  }

  /** Standard input is left alone until the guest asks for it. */
  private start(): void {
    if (this.started) return;
    this.started = true;
    process.stdin.on('data', (chunk: Buffer) => {
      if (chunk.includes(leaveKey)) this.ports.leave?.();
      this.waiting = Buffer.concat([this.waiting, chunk]);
      if (this.nextPiece() > 0) this.wake?.();
    });
    process.stdin.on('end', () => this.end());
    process.stdin.on('error', error => {
      this.ports.problem(error);
      this.end();
    });
  }

  private end(): void {
    this.ended = true;
    this.wake?.();
  }
}
