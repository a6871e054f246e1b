/** Tables in the data of an executable. */
import { cString } from '../source';
import type { Executable } from './executable';

/** Of each entry of an array, in order, the text that it points to; undefined where it points nowhere. Empty if there is no such array. */
export function textsInTable(
  executable: Executable,
  table: { readonly symbol: string; readonly entrySize: number; readonly prototypeOffset: number },
): (string | undefined)[] {
  const found = executable.symbols.find(
    ({ name, section }) => name === table.symbol && section !== undefined,
  );
  if (!found) return [];
  return Array.from({ length: Math.floor(found.size / table.entrySize) }, (_, index) => {
    const entry = bytesAt(executable, found.address + index * table.entrySize + table.prototypeOffset);
    if (entry.length < 4) return undefined;
    const address = new DataView(entry.buffer, entry.byteOffset, 4).getUint32(0, true);
    return address === 0 ? undefined : cString(bytesAt(executable, address));
  });
}

/** What the segment there has from an address on; nothing where there is no data. */
function bytesAt({ segments }: Executable, at: number): Uint8Array {
  const segment = segments.find(({ address, bytes }) => at >= address && at < address + bytes.length);
  return segment ? segment.bytes.subarray(at - segment.address) : new Uint8Array();
}
