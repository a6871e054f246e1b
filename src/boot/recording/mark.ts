/** A mark of what a machine starts from: two that differ have different ones, but for chance. */
import type { SystemImage } from '../system';

const offset = 0x811c_9dc5;
const prime = 0x0100_0193;

/** FNV-1a over the kernel's segments and the disk, in hexadecimal. */
export function markOf({ kernel, settings }: SystemImage, disk: Uint8Array): string {
  let mark = offset;
  const add = (byte: number) => {
    mark = Math.imul(mark ^ byte, prime);
  };
  const settled = new TextEncoder().encode(JSON.stringify(settings));
  for (const bytes of [settled, ...kernel.segments.map(segment => segment.bytes), disk]) bytes.forEach(add);
  return (mark >>> 0).toString(16).padStart(8, '0');
}
