/**
 * Addresses as DAP's references: plain hexadecimal for the kernel's half, which is the same in every address space,
 * and with the process for the user's half: `3:0x1040`.
 */
import { type ProcessAddress, addressEnd, isKernelAddress, processOf } from '../debugger';
import { RequestError } from './errors';

export const hexadecimal = (address: number): string => `0x${address.toString(16).padStart(8, '0')}`;

export function memoryReference({ pid, address }: ProcessAddress): string {
  const digits = hexadecimal(address);
  return isKernelAddress(address) ? digits : `${processOf(pid)}:${digits}`;
}

/** `otherwise`: the process that an address without one is taken in. */
export function parseReference(text: string, otherwise: number): ProcessAddress {
  const match = /^(?:(\d{1,9}):)?(0x[0-9a-f]+|\d+)$/i.exec(text.trim());
  const address = match ? Number(match[2]) : NaN;
  if (match && address < addressEnd)
    return { pid: match[1] === undefined ? otherwise : Number(match[1]), address };
  throw new RequestError(
    'bad-arguments',
    `'${text}' is no address; addresses look like 0x80001000, or 3:0x1000 for process 3`,
  );
}

/** Addresses that the client has been shown without their process, as DAP wants those of instructions and memory. */
export class ShownAddresses {
  private ranges: readonly { readonly pid: number; readonly start: number; readonly end: number }[] = [];

  /** From here on an address in this range means this process. */
  show(pid: number, start: number, end: number): void {
    const others = this.ranges.filter(range => range.start < start || range.end > end);
    this.ranges = [{ pid, start, end }, ...others].slice(0, mostRanges);
  }

  /** The process that an address was last shown of. */
  ownerOf(address: number): number | undefined {
    return this.ranges.find(({ start, end }) => start <= address && address < end)?.pid;
  }
}

/** A client that goes back to addresses shown longer ago says which process it means. */
const mostRanges = 1000;
