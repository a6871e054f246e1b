/** Assembles a source to an object file: read in passes until every branch reaches, settle, finish. */
import type { DebugInfo, ObjectFile } from '../image';
import type { Diagnostic, FileReader, SourceFile } from '../source';
import { Expander } from './expand';
import { SourceFrame } from './frames';
import { Included } from './included';
import { finishObject, settle } from './object';
import { parseInParts } from './parse';
import { Pass } from './pass';
import type { Tree } from './syntax';

export interface AssembleOptions {
  readonly files: FileReader;
  /** Folders to search after the including file's own. */
  readonly includePaths?: readonly string[];
  /** Of compiled code: its labels become places in sections. */
  readonly debug?: DebugInfo<string>;
  /** The source as it is parsed already. */
  readonly tree?: Tree;
}

export interface Assembled {
  /** Complete even after errors, as far as it goes. */
  readonly object: ObjectFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** A longer branch may push others out of reach; real code settles after two or three passes. */
const exactPasses = 8;

/**
 * How near to the end of its reach, in instructions, a branch is made longer. After the exact passes twice as much in
 * each, so that a chain of branches, each of which pushes the next, soon ends: beyond 2^15 all of them are long.
 */
const marginIn = (round: number): number => (round <= exactPasses ? 0 : 2 ** (round - exactPasses + 5));

export function assemble(file: SourceFile, options: AssembleOptions): Assembled {
  const { files, includePaths = [], debug, tree } = options;
  const included = new Included(files, includePaths);
  const own = new Set<string>();
  const far = new Set<number>();
  for (let round = 1; ; round++) {
    const pass = new Pass(new SourceFrame(file, undefined, undefined), {
      debug,
      own,
      far,
      margin: marginIn(round),
    });
    const expander = new Expander(pass, included);
    for (const part of tree ? [tree] : parseInParts(file)) expander.read(part, 0, part.statements.length);
    settle(pass);
    if (!learned(pass, own, far)) {
      const object = finishObject(pass, file.path, debug);
      return { object, diagnostics: pass.reporter.diagnostics };
    }
  }
}

/** Takes over what a pass has found out; false if that is nothing. */
function learned(pass: Pass, own: Set<string>, far: Set<number>): boolean {
  for (const name of pass.redefined) own.add(name);
  for (const branch of pass.fixups.tooFar) far.add(branch);
  return pass.redefined.length + pass.fixups.tooFar.length > 0;
}
