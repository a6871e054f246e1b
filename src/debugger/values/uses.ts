/** Numbers as what they stand for: an address with its symbol, a cause by its name, an entry of a page table in words. */
import { type KernelView, endOf, processAt, threadLabel } from '../../events';
import type { Use } from '../../image';
import {
  bitWords,
  causeNamed,
  causes,
  fileModeText,
  memoryMap,
  openFlagsText,
  pageTableBits,
  portName,
  signalSetText,
  statusBits,
  systemCallRegisters,
  trapFrameOffset,
} from '../../isa';
import type { DiskNames } from '../disk/names';
import type { Space } from './space';
import { addressText, stringText } from './text';

/** What the texts of values need to know beside the value. */
export interface ValueContext {
  readonly space: Space;
  readonly view: KernelView;
  readonly disk: DiskNames;
  /** `main+0x8` for an address of a symbol. */
  symbol(address: number): string | undefined;
}

interface Used {
  /** The number, unsigned. */
  readonly word: number;
  /** Where it stands in memory. */
  readonly address: number | undefined;
  /** It stands in a register of code that has trapped for a system call. */
  readonly call: boolean | undefined;
  readonly context: ValueContext;
}

/** Numbers up to this are shown in decimal too. */
const small = 99_999;
const shortestText = 3;
const longestText = 40;

const pageMask = memoryMap.pageSize - 1;
const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));
const systemCall = causeNamed('system-call').number;
const callOffset = trapFrameOffset(systemCallRegisters.number);
const valueOffset = trapFrameOffset('value');
const causeOffset = trapFrameOffset('cause');

const texts: Readonly<Record<Use, (used: Used) => string>> = {
  address: ({ word, context }) => `${addressText(word)}${addressNote(word, context)}`,
  word: ({ word, context }) => wordText(word, context),
  label: ({ word, address, context }) =>
    (address === undefined ? undefined : printedText(address, context)) ?? wordText(word, context),
  cause: ({ word }) => withName(word | 0, causeByNumber.get(word)?.name),
  'system-call': ({ word, context }) => withName(word | 0, context.view.calls.at(word)?.name),
  'call-register': used =>
    (used.call || causeBeside(used, callOffset) === systemCall) && used.context.view.calls.at(used.word)
      ? texts['system-call'](used)
      : texts.word(used),
  'trap-value': trapValueText,
  status: ({ word }) => `${addressText(word)} ${statusText(word)}`,
  'trap-table': used => (used.word === 0 ? `${addressText(0)} no trap table yet` : texts.address(used)),
  'kernel-stack': ({ word, context: { view } }) => {
    const owner = word === 0 ? undefined : view.ownerOfStack(word);
    return `${addressText(word)}${owner ? ` kernel stack of ${threadLabel(owner.pid)} ${owner.name}` : ''}`;
  },
  'address-space': used =>
    used.word & 1 ? texts['page-directory'](used) : `${addressText(used.word)} addresses are physical`,
  'page-directory': directoryText,
  'page-table-entry': ({ word }) => {
    const words = bitWords(pageTableBits, word).join(' ');
    return `${addressText(word)} ${word === 0 ? '' : `frame ${addressText((word & ~pageMask) >>> 0)} `}${words}`;
  },
  permissions: ({ word }) => {
    const words = bitWords(pageTableBits, word | 1).slice(1);
    return `${addressText(word)} ${['readable', ...words].join(' ')}`;
  },
  'wait-status': ({ word }) => (word === 0 ? '0' : `${word | 0} (${endText(word)})`),
  signals: ({ word }) => `${addressText(word)} ${signalSetText(word)}`,
  'file-mode': ({ word }) => fileModeText(word),
  'open-flags': ({ word }) => `${word | 0} (${openFlagsText(word)})`,
  'disk-block': ({ word, context }) => withName(word | 0, context.disk.block(word)),
  'file-block': ({ word, context }) => withName(word | 0, context.disk.blockOfFile(word)),
  inode: ({ word, context }) => withName(word | 0, context.disk.inode(word)),
  clock: ({ word }) => String(word),
};

/** A number of four bytes, by what it stands for. */
export const useText = (use: Use, used: Used): string => texts[use](used);

/** `9 (system-call)` */
const withName = (word: number, name: string | undefined): string => (name ? `${word} (${name})` : `${word}`);

/** `0x00000005 (5)`, `0x80000120 <main+0x8>`, `0x00002010 "hello"` */
function wordText(word: number, context: ValueContext): string {
  const signed = word | 0;
  const isSmall = Math.abs(signed) <= small;
  const note = isSmall && signed < memoryMap.userBase ? '' : addressNote(word, context);
  if (note !== '') return `${addressText(word)}${note}`;
  const text = isSmall ? `(${signed})` : printedText(word, context);
  return text === undefined ? addressText(word) : `${addressText(word)} ${text}`;
}

/** What is at an address, with a space before it: ` (2 hello)`, ` (inode 5 /bin/sh)`, ` <main+0x8>`; empty where nobody knows. */
export function addressNote(address: number, { view, disk, symbol }: ValueContext): string {
  const entry = processAt(view, address) ?? disk.entryAt(address);
  if (entry !== undefined) return ` (${entry})`;
  const name = symbol(address);
  return name === undefined ? '' : ` <${name}>`;
}

/** The text at an address, if that is what seems to stand there. */
function printedText(address: number, { space }: ValueContext): string | undefined {
  const string = space.text(address, longestText);
  if (!string || string.bytes.length < shortestText || !isPrintable(string.bytes)) return undefined;
  return stringText(string.bytes, string.ended);
}

const isPrintable = (bytes: Uint8Array) =>
  bytes.every(byte => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));

/** `user mode, interrupts on` */
export const statusText = (status: number): string => bitWords(statusBits, status).join(', ');

/** The cause in the trap frame that a field stands in. */
function causeBeside({ address, context: { space } }: Used, offset: number): number | undefined {
  return address === undefined ? undefined : space.word(address - offset + causeOffset);
}

function trapValueText(used: Used): string {
  const { word, context } = used;
  const cause = causeByNumber.get(causeBeside(used, valueOffset) ?? 0);
  switch (cause?.value) {
    case 'address':
      return texts.address(used);
    case 'instruction':
      return addressText(word);
    case 'port': {
      // Port 0 may as well be none.
      const name = word === 0 ? undefined : portName(word);
      return `${addressText(word)}${name === undefined ? '' : ` (${name})`}`;
    }
    default:
      return wordText(word, context);
  }
}

function directoryText({ word, context: { view } }: Used): string {
  const directory = (word & ~pageMask) >>> 0;
  const owner = directory === 0 ? undefined : view.processes().find(({ pagedir }) => pagedir === directory);
  const what = owner ? `address space of ${threadLabel(owner.pid)} ${owner.name}` : 'a page directory';
  return directory === 0 ? addressText(word) : `${addressText(word)} ${what}`;
}

/** `exit(3)`, `load-page-fault` */
function endText(status: number): string {
  const { code, killedBy } = endOf(status);
  return killedBy ?? `exit(${code})`;
}
