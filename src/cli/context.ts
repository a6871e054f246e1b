/** What every command works with. */
import type { BuildCache, Built, FileTree, GuestFiles } from '../boot';
import { type Diagnostic, hasErrors } from '../source';
import { type Arguments, type CommandShape } from './options';
import { Failure } from './failure';
import type { Terminal } from './terminal';

export interface Context {
  readonly files: FileTree;
  readonly guest: GuestFiles;
  readonly cache: BuildCache;
  readonly terminal: Terminal;
}

export interface Command extends CommandShape {
  /** Does it; the result is the exit status. */
  run(given: Arguments, context: Context): Promise<number>;
}

/** A build that failed, after its diagnostics have been shown. */
export class NotBuilt extends Failure {
  constructor() {
    super('it does not build');
  }
}

/** Shows what the tools had to say; throws NotBuilt if that was errors. */
export function requireBuilt(diagnostics: readonly Diagnostic[], { terminal }: Context): void {
  terminal.report(diagnostics);
  if (hasErrors(diagnostics)) throw new NotBuilt();
}

/** What was built, after showing what the tools had to say; throws NotBuilt if that was errors. */
export function built(result: Built, context: Context): Required<Pick<Built, 'executable'>> & Built {
  requireBuilt(result.diagnostics, context);
  const { executable } = result;
  if (!executable) throw new NotBuilt();
  return { ...result, executable };
}
