/**
 * The files of one test: what has been handed in, where the rubric takes it; else what was handed out, and the lab's own
 * that this test needs. Nothing else of the lab is there for whom a submission includes files from.
 */
import { type FileTree, type GuestFiles, splitDiskFile } from '../boot';
import type { Rubric, RubricTest } from './rubric';

export interface LabFiles {
  readonly lab: FileTree;
  readonly submission: FileTree;
  readonly guest: GuestFiles;
}

/** Of a lab. */
export const rubricFile = 'rubric.json';
/** What students get; in a lab and in what is packed of one. */
export const starterFolder = 'starter';
/** Where a kernel stands in what is handed in. */
export const kernelFolder = 'kernel';

export function treeOfTest(rubric: Rubric, test: RubricTest, { lab, submission, guest }: LabFiles): FileTree {
  const needed = new Set([
    ...test.programs.flatMap(({ program }) => program),
    ...test.files.map(entry => splitDiskFile(entry).host),
  ]);
  const folders = new Set([...needed].map(path => path.slice(0, path.lastIndexOf('/') + 1)));
  const isOfTest = (path: string) =>
    needed.has(path) ||
    [...needed].some(each => path.startsWith(`${each}/`)) ||
    (path.endsWith('.h') && folders.has(path.slice(0, path.lastIndexOf('/') + 1)));
  const isOfKernel = (path: string) => rubric.kernel && path.startsWith(`${kernelFolder}/`);
  const isTaken = (path: string) =>
    !(test.kernel === 'handed-out' && isOfKernel(path)) &&
    rubric.submit.some(each => (each.endsWith('/') ? path.startsWith(each) : path === each));

  function read(given: string): Uint8Array | undefined {
    const path = plain(given);
    if (path === undefined) return undefined;
    return (
      (isTaken(path) ? submission.read(path) : undefined) ??
      lab.read(`${starterFolder}/${path}`) ??
      (isOfKernel(path) ? guest.read(`guest/${path}`) : undefined) ??
      (isOfTest(path) ? lab.read(path) : undefined)
    );
  }

  function list(given: string): readonly string[] {
    const folder = plain(given);
    if (folder === undefined) return [];
    const names = new Set([
      ...submission.list(folder).filter(name => isTaken(`${folder}/${name}`)),
      ...lab.list(`${starterFolder}/${folder}`),
      ...(isOfKernel(`${folder}/`) ? guest.list(`guest/${folder}`) : []),
      ...lab.list(folder).filter(name => isOfTest(`${folder}/${name}`)),
    ]);
    return [...names].sort();
  }
  return { read, list };
}

/** Without `.` and a slash at the end; nothing that leads out. */
function plain(path: string): string | undefined {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  return path.startsWith('/') || parts.includes('..') ? undefined : parts.join('/');
}
