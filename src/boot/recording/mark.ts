/** A mark of what a machine starts from: two that differ have different ones, but for chance. */
import type { SystemImage } from '../system';

const offset = 0x811c_9dc5;
const prime = 0x0100_0193;

/** The mark of the kernel's segments, the settings and the disk. */
export function markOf({ kernel, settings }: SystemImage, disk: Uint8Array): string {
  const settled = new TextEncoder().encode(JSON.stringify(settings));
  return markOfBytes(settled, ...kernel.segments.map(({ bytes }) => bytes), disk);
}

/** FNV-1a, in hexadecimal. */
export function markOfBytes(...parts: readonly Uint8Array[]): string {
  let mark = offset;
  for (const part of parts) for (const byte of part) mark = Math.imul(mark ^ byte, prime);
  return (mark >>> 0).toString(16).padStart(8, '0');
}
