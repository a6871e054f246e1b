/** Looks for what assembles and is most likely not meant, in a source that has no errors. */
import type { ObjectFile } from '../../image';
import type { Diagnostic, Said, Span } from '../../source';
import type { Tree } from '../syntax';
import { Code } from './code';
import type { Followed } from './flow';
import { KnownFlows } from './known';
import { says } from './rules';
import { UsedNames, unused } from './unused';

/** A function of this name makes the source a program, which runs in user mode. */
const program = 'main';
/** Where the kernel or a program starts: nobody called it. */
const start = '_start';

/** What can be kept of one version of a source for the next. */
export class LintMemory {
  readonly flows = new KnownFlows();
  readonly names = new UsedNames();
}

/** Warnings about a source and the object that was assembled from it, in the order of the text; `included` are the files that it includes. */
export function lint(
  tree: Tree,
  object: ObjectFile,
  included: readonly Tree[] = [],
  memory = new LintMemory(),
): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const tell: Tell = ({ said, span, hint }, related = []) => {
    if (span)
      found.set(`${said.code} ${span.start}`, {
        ...said,
        span,
        ...(hint !== undefined && { hint }),
        ...(related.length > 0 && { related }),
      });
  };
  const executed = object.sections.filter(({ flags }) => flags.execute);
  const codes = executed.map(section => new Code(section, object, tree));
  for (const [code, flows] of memory.flows.follow(codes)) tellFlows(code, flows, tell);
  for (const finding of unused(tree, included, memory.names)) tell(finding);
  return [...found.values()].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

interface Told {
  readonly said: Said;
  /** Nothing is said of what stands in another file. */
  readonly span: Span | undefined;
  readonly hint?: string | undefined;
}

type Tell = (told: Told, related?: Diagnostic['related']) => void;

function tellFlows(code: Code, flows: ReadonlyMap<number, Followed>, tell: Tell): void {
  for (const [offset, { findings }] of flows)
    if (code.entries.get(offset)?.name !== start)
      for (const { at, said, hint } of findings) tell({ said, hint, span: code.span(at) });
  const main = [...code.entries.values()].find(({ name }) => name === program);
  if (main) tellPrivileged(code, flows, main.offset, tell);
}

/** What a program may not do, with the calls that lead there. */
function tellPrivileged(code: Code, flows: ReadonlyMap<number, Followed>, main: number, tell: Tell): void {
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
