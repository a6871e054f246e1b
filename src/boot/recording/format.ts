/** Recordings as files: a line that says what it is, then an archive, compressed. */
import { type Executable, readElf, writeElf } from '../../image';
import { lazily, present } from '../../source';
import { packArchive, readArchive } from '../archive';
import type { Checked } from '../launch/kinds';
import { gunzip, gzip } from './gzip';
import { type Head, readHead, writeHead } from './head';
import type { RecordedImage, Recording } from './recording';

const signature = new TextEncoder().encode('ringside recording\n');
const headName = 'head';
const kernelName = 'kernel';
const diskName = 'disk';
/** What stands before the name of each of several. */
const prefixes = { files: 'file:', guest: 'guest:', programs: 'program:' } as const;

export async function writeRecording(recording: Recording): Promise<Uint8Array> {
  const { image, files } = recording;
  const packed = await gzip(
    packArchive(
      new Map([
        [headName, new TextEncoder().encode(writeHead(recording))],
        ...named(prefixes.files, files),
        ...(image ? imageEntries(image) : []),
      ]),
    ),
  );
  const bytes = new Uint8Array(signature.length + packed.length);
  bytes.set(signature);
  bytes.set(packed, signature.length);
  return bytes;
}

/** Whether bytes begin like a recording. */
export const isRecording = (bytes: Uint8Array): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** The recording in a file, or in a sentence why there is none. */
export async function readRecording(bytes: Uint8Array): Promise<Checked<Recording>> {
  if (!isRecording(bytes)) return { problem: 'it is no recording of Ringside' };
  const unpacked = await gunzip(bytes.subarray(signature.length));
  const entries = unpacked && entriesOf(unpacked);
  if (!entries) return { problem: 'it is damaged, or not whole' };
  const json = entries.get(headName);
  const head = readHead(json ? new TextDecoder().decode(json) : '');
  if ('problem' in head) return head;
  try {
    return { value: recordingOf(head.value, entries) };
  } catch (error) {
    if (error instanceof NoExecutable) return { problem: error.message };
    throw error;
  }
}

/** What stands for an executable is none. */
class NoExecutable extends Error {}

type Entries = ReadonlyMap<string, Uint8Array>;

function entriesOf(archive: Uint8Array): Entries | undefined {
  try {
    return readArchive(archive);
  } catch {
    return undefined;
  }
}

function recordingOf({ status, ...head }: Head, entries: Entries): Recording {
  const [kernel, disk] = [entries.get(kernelName), entries.get(diskName)];
  const programs = [...without(prefixes.programs, entries)].map(
    ([name, bytes]) => [name, lazily(() => executable(name, bytes))] as const,
  );
  return {
    ...head,
    ...(status !== null && { status }),
    files: without(prefixes.files, entries),
    ...(kernel &&
      disk && {
        image: {
          kernel: executable(kernelName, kernel),
          programs: new Map(programs),
          disk,
          guest: without(prefixes.guest, entries),
        },
      }),
  };
}

function imageEntries({ kernel, programs, disk, guest }: RecordedImage): [string, Uint8Array][] {
  const elf = new Map([...programs].map(([name, make]) => [name, writeElf(make())]));
  return [
    [kernelName, writeElf(kernel)],
    [diskName, disk],
    ...named(prefixes.programs, elf),
    ...named(prefixes.guest, guest),
  ];
}

function executable(name: string, bytes: Uint8Array): Executable {
  const { executable: found, problem } = readElf(bytes);
  if (found) return found;
  throw new NoExecutable(`its ${name} is no executable: ${present(problem, 'what is wrong with it')}`);
}

const named = (prefix: string, entries: Entries): [string, Uint8Array][] =>
  [...entries].map(([name, bytes]) => [prefix + name, bytes]);

function without(prefix: string, entries: Entries): Map<string, Uint8Array> {
  const own = [...entries].filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, bytes]) => [name.slice(prefix.length), bytes]));
}
