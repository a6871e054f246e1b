/**
 * Named byte strings in one: how `npm run build` puts the guest sources and what is built from them beside the bundles.
 * A line of JSON, `[[name, bytes], …]`, then the bytes of each.
 */
const newline = 0x0a;

export function packArchive(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const table = JSON.stringify([...entries].map(([name, { length }]) => [name, length]));
  const parts = [new TextEncoder().encode(`${table}\n`), ...entries.values()];
  const archive = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    archive.set(part, at);
    at += part.length;
  }
  return archive;
}

/** Inverse of `packArchive`. The byte strings share the archive's memory. */
export function readArchive(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let at = archive.indexOf(newline) + 1;
  const table = JSON.parse(new TextDecoder().decode(archive.subarray(0, at))) as [string, number][];
  const entries = new Map<string, Uint8Array>();
  for (const [name, length] of table) {
    entries.set(name, archive.subarray(at, at + length));
    at += length;
  }
  return entries;
}
