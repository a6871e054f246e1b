/** Compression by what Node and browsers have. */

/** Bytes that an unpacked recording has at most. */
const most = 2 ** 30;

export const gzip = (bytes: Uint8Array): Promise<Uint8Array> =>
  through(bytes, new CompressionStream('gzip'), Infinity);

/** Undefined: that is damaged, or more than a recording can be. */
export async function gunzip(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await through(bytes, new DecompressionStream('gzip'), most);
  } catch {
    return undefined;
  }
}

async function through(
  bytes: Uint8Array,
  stream: GenericTransformStream,
  limit: number,
): Promise<Uint8Array> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || !value) return joined(parts, length);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError(`more than ${limit} bytes`);
    }
    parts.push(value);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
