/** Files packed for others: a tar archive, compressed, as npm installs (POSIX ustar), and a ZIP (APPNOTE 6.3). */
import { deflateRawSync, gzipSync } from 'node:zlib';

export interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** It can be run. */
  readonly runs?: boolean;
}

/** Of a tar archive. */
const block = 512;

/** The same bytes for the same files: no time stands in it. */
export function tarball(files: readonly Packed[]): Uint8Array {
  const parts = files.flatMap(file => [tarHeader(file), file.bytes, padding(file.bytes.length)]);
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}

const padding = (length: number) => Buffer.alloc((block - (length % block)) % block);

/** Name, mode, sizes and a sum, in octal digits. */
function tarHeader({ path, bytes, runs = false }: Packed): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, '0')}\0`, at);
  header.write(path, 0, 100);
  octal(runs ? 0o755 : 0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(bytes.length, 124, 11);
  octal(0, 136, 11);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** 1980-01-01, the first day that ZIP knows. */
const firstDay = 0x0021;
const deflated = 8;
/** Made on Unix, so that modes count. */
const madeBy = 0x0314;
const needed = 20;

export function zip(files: readonly Packed[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, bytes, runs = false } of files) {
    const name = Buffer.from(path);
    const data = deflateRawSync(bytes);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(needed, 0);
    about.writeUInt16LE(deflated, 4);
    about.writeUInt16LE(firstDay, 8);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(name.length, 22);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(((runs ? 0o100755 : 0o100644) << 16) >>> 0, 6);
    central.writeUInt32LE(at, 10);
    directory.push(signed(0x0201_4b50), word(madeBy), about, central, name);
    const local = [signed(0x0403_4b50), about, name, data];
    parts.push(...local);
    at += local.reduce((sum, { length }) => sum + length, 0);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, signed(0x0605_4b50), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** CRC-32, bit by bit from a table (ISO 3309). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  return sum;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffff_ffff) >>> 0;
}
