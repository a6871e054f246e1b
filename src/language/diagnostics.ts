/** What the assembler and the compiler have to say about a text while it is being written. */
import { assemble } from '../assembler';
import { analyse } from '../c';
import type { Diagnostic, SourceFile } from '../source';
import type { Workspace } from './document';

/** Diagnostics of an assembly source; those of included files carry their own spans. */
export function assemblyDiagnostics(file: SourceFile, workspace: Workspace): readonly Diagnostic[] {
  return assemble(file, workspace).diagnostics;
}

/** Diagnostics of a C source: all that the language's rules say, and nothing that only making code could. */
export function cDiagnostics(file: SourceFile, workspace: Workspace): readonly Diagnostic[] {
  return analyse(file, workspace).diagnostics;
}
