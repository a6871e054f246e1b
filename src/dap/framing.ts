/**
 * The headers of messages as the protocol's library takes them. Header names mean the same in any case, with or without
 * a space behind the colon, and lines may end in a line feed alone; the library knows `Content-Length: ` alone, and ever
 * after waits for what it took for a message.
 */

/** As much of a stream as the library uses. */
type Input = Pick<NodeJS.ReadableStream, 'on' | 'resume'>;

const lineFeed = 10;
const carriageReturn = 13;
/** Bytes of headers, and of a message: what is longer is none. */
const mostHeaders = 5000;
const mostContent = 256 * 1024 * 1024;

/** The stream with its headers written so; what comes between messages, and headers without a length, is left out. */
export function withPlainHeaders(input: Input): NodeJS.ReadableStream {
  const plain = {
    on(event: string, listener: (data: Uint8Array) => void) {
      const framing = new Framing(listener);
      return input.on(event, event === 'data' ? (data: Uint8Array) => framing.take(data) : listener);
    },
    resume: () => input.resume(),
  };
  return plain as unknown as NodeJS.ReadableStream;
}

class Framing {
  /** Of a block of headers that has not come to its end. */
  private headers: number[] = [];
  /** Bytes of the content that have still to come. */
  private missing = 0;

  constructor(private readonly pass: (data: Uint8Array) => void) {}

  take(data: Uint8Array): void {
    let rest = data;
    while (rest.length > 0) rest = this.missing > 0 ? this.content(rest) : this.header(rest);
  }

  private content(data: Uint8Array): Uint8Array {
    const part = data.subarray(0, this.missing);
    this.missing -= part.length;
    this.pass(part);
    return data.subarray(part.length);
  }

  private header(data: Uint8Array): Uint8Array {
    for (const [index, byte] of data.entries()) {
      if (byte === carriageReturn) continue;
      const isEnd = byte === lineFeed && this.headers.at(-1) === lineFeed;
      this.headers.push(byte);
      if (this.headers.length > 2 * mostHeaders) this.headers = this.headers.slice(-mostHeaders);
      if (!isEnd) continue;
      this.missing = lengthIn(this.headers);
      this.headers = [];
      if (this.missing > 0) this.pass(new TextEncoder().encode(`Content-Length: ${this.missing}\r\n\r\n`));
      return data.subarray(index + 1);
    }
    return new Uint8Array();
  }
}

/** The last length that is told; 0: none. */
function lengthIn(headers: readonly number[]): number {
  const text = new TextDecoder().decode(Uint8Array.from(headers));
  const length = Number(/^[^]*content-length:\s*(\d+)\s*$/im.exec(text)?.[1] ?? 0);
  return length <= mostContent ? length : 0;
}
