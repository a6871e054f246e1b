/** The system calls that a kernel has: by its own table where it has one that can be read, else those of the bundled kernel. */
import { type Executable, textsInTable } from '../image';
import { type SystemCallRow, systemCallTable, systemCalls, systemCallsOf } from '../isa';

export class KernelCalls {
  private readonly byNumber: ReadonlyMap<number, SystemCallRow>;

  constructor(readonly rows: readonly SystemCallRow[]) {
    this.byNumber = new Map(rows.map(row => [row.number, row]));
  }

  at(number: number): SystemCallRow | undefined {
    return this.byNumber.get(number);
  }
}

export const bundledCalls = new KernelCalls(systemCalls);

const known = new WeakMap<Executable, KernelCalls>();

export function callsOf(kernel: Executable): KernelCalls {
  let calls = known.get(kernel);
  if (!calls) {
    const rows = systemCallsOf(textsInTable(kernel, systemCallTable));
    known.set(kernel, (calls = rows.length > 0 ? new KernelCalls(rows) : bundledCalls));
  }
  return calls;
}
