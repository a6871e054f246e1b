/** Looks for what assembles and is most likely not meant, in a source that has no errors. */
import type { ObjectFile } from '../../image';
import type { Diagnostic } from '../../source';
import type { Tree } from '../syntax';
import { Code } from './code';
import { type Finding, FunctionFlow } from './flow';
import { says } from './rules';
import { unused } from './unused';

/** A function of this name makes the source a program, which runs in user mode. */
const program = 'main';
/** Where the kernel or a program starts: nobody called it. */
const start = '_start';

/** Warnings about a source and the object that was assembled from it, in the order of the text; `included` are the files that it includes. */
export function lint(tree: Tree, object: ObjectFile, included: readonly Tree[] = []): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const tell = ({ said, span, hint }: Finding, related: Diagnostic['related'] = []) =>
    found.set(`${said.code} ${span.start}`, {
      ...said,
      span,
      ...(hint !== undefined && { hint }),
      ...(related.length > 0 && { related }),
    });
  for (const section of object.sections)
    if (section.flags.execute) lintCode(new Code(section, object, tree), tell);
  for (const finding of unused([tree, ...included])) tell(finding);
  return [...found.values()].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

type Tell = (finding: Finding, related?: Diagnostic['related']) => void;

function lintCode(code: Code, tell: Tell): void {
  const flows = new Map<number, FunctionFlow>();
  for (const entry of code.entries.values()) {
    const flow = new FunctionFlow(code, entry, finding => entry.name !== start && tell(finding));
    flow.follow();
    flows.set(entry.offset, flow);
  }
  const main = [...code.entries.values()].find(({ name }) => name === program);
  if (main) tellPrivileged(code, flows, main.offset, tell);
}

/** What a program may not do, with the calls that lead there. */
function tellPrivileged(
  code: Code,
  flows: ReadonlyMap<number, FunctionFlow>,
  main: number,
  tell: Tell,
): void {
  const ways = new Map<number, readonly number[]>([[main, []]]);
  for (const [entry, calls] of ways) {
    const flow = flows.get(entry);
    for (const [at, target] of flow?.calls ?? []) if (!ways.has(target)) ways.set(target, [...calls, at]);
    for (const offset of flow?.privileged ?? []) {
      const decoded = code.at(offset);
      const span = code.span(offset);
      if (!decoded || !span) continue;
      const { mnemonic } = decoded.instruction;
      const related = calls.flatMap(at => {
        const span = code.span(at);
        return span ? [{ span, message: 'the program comes there by this call' }] : [];
      });
      tell(
        { said: says('asm-privileged', { mnemonic }), span, hint: 'ask the kernel by a system call' },
        related,
      );
    }
  }
}
