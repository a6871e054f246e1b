/**
 * Addresses as DAP's references: plain hexadecimal for the kernel's half, which is the same in every address space,
 * and with the process for the user's half: `3:0x1040`.
 */
import { isKernelAddress } from '../debugger';
import { RequestError } from './errors';

const end = 0x1_0000_0000;

export interface ProcessAddress {
  readonly pid: number;
  readonly address: number;
}

export const hexadecimal = (address: number): string => `0x${address.toString(16).padStart(8, '0')}`;

export function memoryReference({ pid, address }: ProcessAddress): string {
  const digits = hexadecimal(address);
  return isKernelAddress(address) ? digits : `${pid}:${digits}`;
}

/** `lastStopped`: the process that an address without one is taken in. */
export function parseReference(text: string, lastStopped: number): ProcessAddress {
  const match = /^(?:(\d{1,9}):)?(0x[0-9a-f]+|\d+)$/i.exec(text.trim());
  const address = match ? Number(match[2]) : NaN;
  if (match && address < end)
    return { pid: match[1] === undefined ? lastStopped : Number(match[1]), address };
  throw new RequestError(
    'bad-arguments',
    `'${text}' is no address; addresses look like 0x80001000, or 3:0x1000 for process 3`,
  );
}
