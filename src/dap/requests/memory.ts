/** Requests about memory and the instructions in it. */
import { type DisassembledLine, addressEnd } from '../../debugger';
import type { Context } from '../context';
import { instructionBody } from '../describe';
import { RequestError } from '../errors';
import { hexadecimal } from '../memory-reference';
import type { Handlers } from '../requests';
import { fromBase64, toBase64 } from '../../source';

/** So that no single answer keeps the adapter busy for seconds. */
const mostBytes = 16 * 1024 * 1024;
const mostInstructions = 65_536;

export function memoryHandlers(context: Context) {
  return {
    disassemble({ memoryReference, offset = 0, instructionOffset = 0, instructionCount }) {
      limit('instructionCount', instructionCount, mostInstructions);
      const { pid, address } = context.place(memoryReference);
      const lines = context.stopped.examine.disassemble(
        pid,
        address + offset,
        instructionOffset,
        instructionCount,
      );
      showCode(pid, lines, context);
      return { instructions: lines.map(line => instructionBody(line, context)) };
    },

    readMemory({ memoryReference, offset = 0, count }) {
      limit('count', count, mostBytes);
      const { pid, address } = context.place(memoryReference);
      const start = address + offset;
      if (start < 0) return { address: hexadecimal(0), unreadableBytes: Math.min(count, -start) };
      if (start >= addressEnd) return { address: hexadecimal(addressEnd - 1), unreadableBytes: count };
      const there = Math.min(count, addressEnd - start);
      const { bytes, unreadable } = context.stopped.examine.readMemory(pid, start, there);
      context.shown.show(pid, start, start + bytes.length);
      return {
        address: hexadecimal(start),
        ...(unreadable > 0 && { unreadableBytes: unreadable }),
        ...(bytes.length > 0 && { data: toBase64(bytes) }),
      };
    },

    writeMemory({ memoryReference: reference, offset = 0, data, allowPartial = false }) {
      const bytes = fromBase64(data);
      if (!bytes) throw new RequestError('bad-arguments', 'data is not base64');
      const { pid, address } = context.place(reference);
      const start = address + offset;
      const { stopped: machine } = context;
      if (start < 0 || start >= addressEnd)
        throw new RequestError('no-memory', 'there is no memory before the first address, or after the last');
      const there = machine.examine.readMemory(pid, start, bytes.length).bytes.length;
      if (there < bytes.length && !allowPartial)
        throw new RequestError('no-memory', `not all of the ${bytes.length} bytes are mapped`);
      const bytesWritten = machine.examine.writeMemory(pid, start, bytes);
      return { bytesWritten };
    },
  } satisfies Partial<Handlers>;
}

/** An answer gives plain addresses: from now on they mean this process. */
function showCode(pid: number, lines: readonly DisassembledLine[], { shown }: Context): void {
  const there = lines.filter(({ invalid }) => !invalid);
  const [first, last] = [there[0], there.at(-1)];
  if (first && last) shown.show(pid, first.address, last.address + 4);
}

function limit(name: string, value: number, most: number): void {
  if (value >= 0 && value <= most) return;
  throw new RequestError('bad-arguments', `${name}: expected a number from 0 to ${most}, got ${value}`);
}
