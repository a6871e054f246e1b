/**
 * Pages that a process gets with its first write: those that were promised to it, and its own copies of those that it
 * has in common with others since a fork. Where somebody who debugs writes first, the kernel gives them to it then.
 */
import { threadLabel } from '../events';
import { memoryMap } from '../isa';
import { hex } from '../source';
import { DebuggerError } from './errors';
import type { KernelFunctions } from './kernel-functions';
import type { Space } from './values/space';

/** `int fault_bring(pte_t *pagedir, user_address address, int write)`, of `guest/kernel`: 0 if the page is there now. */
const bringFunction = 'fault_bring';

export class Pages {
  constructor(
    private readonly kernel: KernelFunctions,
    /** The machine will run a little, from the present instant on. */
    private readonly beforeRun: () => void,
  ) {}

  /** Makes so many bytes writable, as far as they can be. Throws a DebuggerError where they come, but not now. */
  bring(space: Space, address: number, length: number): void {
    const start = address >>> 0;
    for (let page = start - (start % memoryMap.pageSize); page < start + length; page += memoryMap.pageSize)
      if (space.isPromised(page) || space.sharerOf(page, 1) !== undefined) this.bringOne(space, page);
  }

  private bringOne(space: Space, page: number): void {
    if (!this.kernel.isAtRest || !this.kernel.has(bringFunction))
      throw new DebuggerError('no-memory', why(space, page));
    this.beforeRun();
    const result = this.kernel.call(bringFunction, [space.directory, page, 1]);
    if (result !== 0)
      throw new DebuggerError(
        'no-memory',
        `the kernel does not give the page at ${hex(page)}: error ${-result}`,
      );
  }
}

function why(space: Space, page: number): string {
  const sharer = space.sharerOf(page, 1);
  return sharer === undefined
    ? `the page at ${hex(page)} cannot be written yet: it comes when the program first uses it, or by hand in user mode`
    : `the page at ${hex(page)} cannot be written now: process ${threadLabel(sharer)} has it too, until one of them writes to it, or somebody by hand in user mode`;
}
