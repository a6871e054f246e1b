/** What makes up one program: from the paths that a launch or a command line names to the files that are built. */
import { type Diagnostic, type Said, baseName, folderOf, resolvePath } from '../source';
import { type FileTree, isSource, sourcesIn } from './files';
import { says } from './rules';

export interface Parts {
  /** In the order in which they were named, those of a folder in the order of their names. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The parts of a program. A path is that of a file, or of a folder, which stands for all sources right in it. */
export function partsOf(named: readonly string[], files: FileTree): Parts {
  const paths: string[] = [];
  const problems: Said[] = [];
  const seen = new Set<string>();
  for (const path of named.flatMap(name => filesAt(name, files, problems))) {
    const place = resolvePath('', path);
    if (seen.has(place)) problems.push(says('build-file-twice', { path }));
    else paths.push(path);
    seen.add(place);
  }
  return { paths, diagnostics: problems };
}

function filesAt(name: string, files: FileTree, problems: Said[]): readonly string[] {
  const path = withoutSlash(name);
  if (files.read(path)) return [path];
  const sources = sourcesIn(files, path);
  if (sources.length > 0) return sources;
  problems.push(
    isFolder(path, files) ? says('build-folder-empty', { path }) : says('build-file-missing', { path }),
  );
  return [];
}

/** A folder's path may end with a slash. */
export const withoutSlash = (path: string): string => path.replace(/(.)\/+$/, '$1');

function isFolder(path: string, files: FileTree): boolean {
  return files.list(path).length > 0 || files.list(folderOf(path) || '.').includes(`${baseName(path)}/`);
}

/** Whether it is one file among several that may make up a program, by its name. */
export const isPart = (path: string): boolean => isSource(path) || /\.[oa]$/.test(path);

/** How a program is called where its parts are too many to name: by the first. */
export function titleOf([first = '', ...others]: readonly string[]): string {
  const name = baseName(withoutSlash(first));
  return others.length > 0 ? `${name} (and ${others.length} more)` : name;
}
