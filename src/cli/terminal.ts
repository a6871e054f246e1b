/** What the command line writes: output in order, without overrunning its readers; colours; a quiet end when they leave. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Diagnostic, type Paint, formatDiagnostic } from '../source';
import { reason } from './failure';
import { statuses } from './statuses';

/** What goes to one stream; text is gathered, since a trace is made of very many short lines. */
interface Chunk {
  readonly to: 'out' | 'error';
  readonly parts: Uint8Array[];
  text: string;
}

/** Errors that are told of one run, and what is told in all: what follows is most often their consequence. */
const mostErrors = 20;
const mostDiagnostics = 100;

/** Characters of text that are gathered before they become bytes. */
const mostText = 65536;

export class Terminal {
  private queue: Chunk[] = [];
  /** Bytes printed one by one that are not in the queue yet. */
  private readonly bytes = new Uint8Array(4096);
  private byteCount = 0;

  constructor() {
    process.stdout.on('error', error => giveUp(error, 'standard output'));
    process.stderr.on('error', error => giveUp(error, undefined));
  }

  print(text: string | Uint8Array): void {
    this.add('out', text);
  }

  printByte(byte: number): void {
    this.bytes[this.byteCount++] = byte;
    if (this.byteCount === this.bytes.length) this.queueBytes();
  }

  /** How far long work has come, in a line that the next one takes the place of; for people at a terminal alone. */
  progress(text: string): void {
    if (process.stderr.isTTY) this.add('error', `\r\x1b[K${text}`);
  }

  /** Text for standard error, which gets a line end. */
  say(text: string): void {
    this.add('error', `${text}\n`);
  }

  /** `ringside: …` on standard error. */
  complain(message: string): void {
    this.say(`${paint('error', 'ringside:')} ${message}`);
  }

  /** One after another; of many only the first, and how many there are. */
  report(diagnostics: readonly Diagnostic[]): void {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const last = errors[mostErrors - 1];
    const told =
      errors.length > mostErrors && last ? diagnostics.slice(0, diagnostics.indexOf(last) + 1) : diagnostics;
    for (const diagnostic of told.slice(0, mostDiagnostics)) this.say(formatDiagnostic(diagnostic, paint));
    const rest = diagnostics.length - Math.min(told.length, mostDiagnostics);
    if (rest > 0) this.say(`... and ${rest} more like these`);
  }

  /** Writes what is waiting, in order, and waits until the readers have kept up. */
  async flush(): Promise<void> {
    this.queueBytes();
    const queue = this.queue;
    this.queue = [];
    for (const chunk of queue) {
      const stream = chunk.to === 'out' ? process.stdout : process.stderr;
      settleText(chunk);
      const bytes = Buffer.concat(chunk.parts);
      if (!stream.write(bytes)) await new Promise(resolve => stream.once('drain', resolve));
    }
  }

  /** Writes all that is left and ends the process. */
  async exit(status: number): Promise<never> {
    await this.flush();
    for (const stream of [process.stdout, process.stderr])
      await new Promise<void>(resolve => stream.write('', () => resolve()));
    process.exit(status);
  }

  private queueBytes(): void {
    if (this.byteCount === 0) return;
    const part = this.bytes.slice(0, this.byteCount);
    this.byteCount = 0;
    this.add('out', part);
  }

  private add(to: Chunk['to'], part: string | Uint8Array): void {
    this.queueBytes();
    let chunk = this.queue.at(-1);
    if (chunk?.to !== to) this.queue.push((chunk = { to, parts: [], text: '' }));
    if (typeof part === 'string') chunk.text += part;
    if (typeof part !== 'string' || chunk.text.length > mostText) settleText(chunk);
    if (typeof part !== 'string') chunk.parts.push(part);
  }
}

/** Makes bytes of the text that has been gathered. */
function settleText(chunk: Chunk): void {
  if (chunk.text !== '') chunk.parts.push(Buffer.from(chunk.text));
  chunk.text = '';
}

/** Ends the process because a stream cannot be written: quietly if its reader has left. */
function giveUp(error: NodeJS.ErrnoException, stream: string | undefined): never {
  if (['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '')) process.exit(statuses.brokenPipe);
  if (stream) writeSync(process.stderr.fd, `ringside: cannot write ${stream}: ${reason(error)}\n`);
  process.exit(statuses.lostOutput);
}

const colours: Readonly<Record<Parameters<Paint>[0], string>> = {
  error: '1;31',
  warning: '1;35',
  note: '1;36',
  caret: '1;32',
  path: '1',
};

/** Colours on a terminal, unless NO_COLOR asks for none (no-color.org). */
const paint: Paint = (part, text) =>
  process.stderr.isTTY && !process.env.NO_COLOR ? `\x1b[${colours[part]}m${text}\x1b[0m` : text;

/** A file that is written line by line; errors throw with what the system says. */
export class LineFile {
  private readonly descriptor: number;
  private waiting: string[] = [];

  constructor(path: string) {
    this.descriptor = openSync(path, 'w');
  }

  write(line: string): void {
    this.waiting.push(line);
    if (this.waiting.length >= 10_000) this.flush();
  }

  flush(): void {
    if (this.waiting.length === 0) return;
    const bytes = Buffer.from(this.waiting.join('\n') + '\n');
    this.waiting = [];
    for (let done = 0; done < bytes.length;) done += writeSync(this.descriptor, bytes, done);
  }

  close(): void {
    this.flush();
    closeSync(this.descriptor);
  }
}
