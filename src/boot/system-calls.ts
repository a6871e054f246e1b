/** What programs call a kernel by: its stubs. Those of the bundled kernel are in the library, those that a kernel has beside them are made for it. */
import { assemble } from '../assembler';
import { type Executable, emptyDebugInfo, textsInTable } from '../image';
import { type SystemCallRow, lastError, systemCallTable, systemCalls, systemCallsOf } from '../isa';
import { SourceFile } from '../source';
import { type LibraryMember, definedBy } from './library';

/**
 * The call as a C function. All but those that return nothing, or are raw, turn an error number into −1 and `errno`. It is
 * weak, so that a program may have a function of its own by the name. `number` is how it is written.
 */
export function stubOf(row: SystemCallRow, number = String(row.number)): string {
  const { name, stub = name, raw, summary, returns } = row;
  const end =
    returns === 'void' || raw ? '' : `\n    li t1, ${-lastError - 1}\n    bgtu a0, t1, __syscall_error`;
  return `# ${summary}\n.weak ${stub}\n.type ${stub}, function\n${stub}:\n    li t0, ${number}\n    trap${end}\n    ret\n.size ${stub}, . - ${stub}\n`;
}

const bundledNames: ReadonlySet<string> = new Set(systemCalls.map(({ name }) => name));

/** Of the calls that a kernel has and the bundled one has not. */
export function ownStubs(kernel: Executable): LibraryMember[] {
  const own = systemCallsOf(textsInTable(kernel, systemCallTable)).filter(
    ({ name }) => !bundledNames.has(name),
  );
  return own.map(row => {
    const source = new SourceFile(`the stub of ${row.name}`, `.text\n${stubOf(row)}`);
    const { object } = assemble(source, { files: { read: () => undefined }, includePaths: [] });
    // There is no file that a debugger could show.
    const member = { ...object, debug: emptyDebugInfo };
    return { path: source.path, defines: definedBy(member), object: () => member };
  });
}
