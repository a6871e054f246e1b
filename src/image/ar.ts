/**
 * Archives of object files as `ar` has them: a signature, then each member behind a header of text. A name that is too
 * long for its header stands in a member `//`, as GNU's tools have it.
 */
import { type RecordOf, readRecord, recordSize, writeRecord } from './record';

const signature = '!<arch>\n';
const thinSignature = '!<thin>\n';

const memberHeader = [
  { name: 'name', type: 'char', count: 16 },
  { name: 'time', type: 'char', count: 12 },
  { name: 'owner', type: 'char', count: 6 },
  { name: 'group', type: 'char', count: 6 },
  { name: 'mode', type: 'char', count: 8 },
  { name: 'size', type: 'char', count: 10 },
  { name: 'end', type: 'char', count: 2 },
] as const;
const headerSize = recordSize(memberHeader);
const headerEnd = '`\n';
const newline = 0x0a;

export interface ArchiveMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const isArchive = (bytes: Uint8Array): boolean => [signature, thinSignature].includes(start(bytes));

const start = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, signature.length));

/** The same members make the same bytes: no time, no owner. */
export function writeArchive(members: readonly ArchiveMember[]): Uint8Array {
  const longNames: string[] = [];
  const parts = members.map(({ name, bytes }) => memberPart(headerName(name, longNames), bytes));
  const names = new TextEncoder().encode(longNames.join(''));
  const all = [
    new TextEncoder().encode(signature),
    ...(names.length > 0 ? memberPart('//', names) : []),
    ...parts.flat(),
  ];
  const archive = new Uint8Array(all.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of all) {
    archive.set(part, at);
    at += part.length;
  }
  return archive;
}

function headerName(name: string, longNames: string[]): string {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (bytes(name) < 16 && !name.includes('/')) return `${name}/`;
  const offset = bytes(longNames.join(''));
  longNames.push(`${name}/\n`);
  return `/${offset}`;
}

/** A header, the contents, and what makes their size even. */
function memberPart(name: string, contents: Uint8Array): Uint8Array[] {
  const header = new Uint8Array(headerSize);
  const fields = {
    name,
    time: '0',
    owner: '0',
    group: '0',
    mode: '644',
    size: String(contents.length),
    end: headerEnd,
  };
  writeRecord(memberHeader, new DataView(header.buffer), 0, fields);
  for (const [at, byte] of header.entries()) if (byte === 0) header[at] = 0x20;
  return [header, contents, new TextEncoder().encode(contents.length % 2 === 0 ? '' : '\n')];
}

/** The members, or one plain sentence on what is wrong; the index that other tools put in front is none of them. */
export function readMembers(bytes: Uint8Array): { members?: readonly ArchiveMember[]; problem?: string } {
  if (start(bytes) === thinSignature)
    return { problem: 'a thin archive, which has only the names of its members' };
  if (start(bytes) !== signature) return { problem: 'not an archive' };
  const members: ArchiveMember[] = [];
  let longNames: Uint8Array | undefined;
  for (let at = signature.length; at < bytes.length;) {
    const header = headerAt(bytes, at);
    if (!header) return { problem: `damaged: there is no member at byte ${at}` };
    const contents = bytes.subarray(at + headerSize, at + headerSize + header.size);
    if (contents.length < header.size)
      return { problem: `truncated: the member at byte ${at} ends after the file's ${bytes.length} bytes` };
    at += headerSize + header.size + (header.size % 2);
    if (header.name === '//') longNames = contents;
    else if (header.name !== '/' && header.name !== '/SYM64/')
      members.push({ name: fullName(header.name, longNames), bytes: contents });
  }
  return { members };
}

function headerAt(
  bytes: Uint8Array,
  at: number,
): { readonly name: string; readonly size: number } | undefined {
  if (at + headerSize > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { name, size, end }: RecordOf<typeof memberHeader> = readRecord(memberHeader, view, at);
  if (end !== headerEnd || !/^\d+ *$/.test(size)) return undefined;
  return { name: name.trimEnd(), size: Number(size) };
}

function fullName(name: string, longNames: Uint8Array | undefined): string {
  const offset = /^\/(\d+)$/.exec(name)?.[1];
  if (offset === undefined || !longNames) return name.replace(/\/$/, '');
  const end = longNames.indexOf(newline, Number(offset));
  const bytes = longNames.subarray(Number(offset), end < 0 ? longNames.length : end);
  return new TextDecoder().decode(bytes).replace(/\/$/, '');
}
