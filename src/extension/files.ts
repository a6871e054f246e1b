/** Files of the workspace, by a path of the file system or by the text of a URI. */
import * as vscode from 'vscode';

/** A path that starts with a scheme of two letters or more is a URI; `C:` is a drive. */
export function toUri(path: string): vscode.Uri {
  return /^[a-z][\w+.-]+:/i.test(path) ? vscode.Uri.parse(path) : vscode.Uri.file(path);
}

/** How a URI is written where a path is expected: the path for a file, else the whole. */
export function toPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

/** The bytes of a file; undefined where there is none to read. */
export async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(toUri(path));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(toUri(path), bytes);
}

/** The names of a folder's entries in order, a folder's with a slash at its end; empty where there is none. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(toUri(path));
    return entries.map(([name, type]) => (type & vscode.FileType.Directory ? `${name}/` : name)).sort();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return [];
    throw error;
  }
}
