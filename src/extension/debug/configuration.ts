/** Launch configurations: the one that F5 needs where there is none, and the defaults that settings give. */
import * as vscode from 'vscode';
import { launchRows, launchTable, withPaths } from '../../boot/launch';
import type { PictureName } from '../../protocol';
import { toPath, toUri } from '../files';

/** Where the bundled sources are: the kernel's and the library's. */
const bundled = 'ringside';

/** What stands for the open file in a configuration. */
const openFile = '${file}';

/** A configuration that debugs a file, or a folder. */
export function configurationFor(file: vscode.Uri): vscode.DebugConfiguration {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return { type: 'ringside', request: 'launch', name: `Debug ${name}`, program: toPath(file) };
}

/** Whether a file is one to run: not a header, nor one of the kernel's or the library's sources, where the machine stops too. */
function isProgram(uri: vscode.Uri): boolean {
  if (!/\.(c|toy)$/.test(uri.path) || uri.scheme === bundled) return false;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const kernel = vscode.workspace.getConfiguration('ringside', uri).get<string>('kernel', '');
  if (!folder || kernel === '') return true;
  const kernelUri = toUri(fromFolder(restoreScheme(kernel, folder), folder));
  return !uri.path.startsWith(`${kernelUri.path.replace(/\/$/, '')}/`);
}

/** A path of a workspace whose files are not on a disk needs its scheme back, which `${workspaceFolder}` drops. */
function restoreScheme(path: string, folder: vscode.WorkspaceFolder | undefined): string {
  const root = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  const document = vscode.window.activeTextEditor?.document.uri;
  if (/^[a-z][\w+.-]+:/i.test(path)) return path;
  const base = root ?? document;
  if (!base || base.scheme === 'file') return path;
  const normal = path.replace(/\\/g, '/');
  if (!normal.startsWith('/')) return root ? vscode.Uri.joinPath(root, normal).toString() : path;
  return base.with({ path: normal }).toString();
}

/** A path that is not absolute is one of the workspace. */
function fromFolder(path: string, folder: vscode.WorkspaceFolder | undefined): string {
  const root = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (!root || root.scheme !== 'file') return path;
  return /^([/\\]|[A-Za-z]:[\\/]|[a-z][\w+.-]+:)/i.test(path) ? path : vscode.Uri.joinPath(root, path).fsPath;
}

export class ConfigurationProvider implements vscode.DebugConfigurationProvider {
  /** The file that was debugged last, for F5 in a file that is no program. */
  private last: vscode.Uri | undefined;

  /** `follows`: the pictures of which a session is to tell from its first instruction on. */
  constructor(private readonly follows: () => readonly PictureName[]) {}

  /** What a new launch.json holds. */
  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ type: 'ringside', request: 'launch', name: 'Debug the open file', program: openFile }];
  }

  resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration | undefined {
    if (configuration['replay']) return configuration;
    if (configuration['program'] && configuration['program'] !== openFile) return configuration;
    const program = this.program();
    if (!program) {
      void vscode.window.showErrorMessage(
        'Ringside: open a .toy or .c file to debug, or name a program in launch.json.',
      );
      return undefined;
    }
    const given = Object.fromEntries(Object.entries(configuration).filter(([, value]) => value));
    return { ...configuration, ...configurationFor(program), ...given, program: toPath(program) };
  }

  /** The open file where it is a program, else the last one. */
  private program(): vscode.Uri | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri && isProgram(uri) ? uri : this.last;
  }

  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration> {
    await vscode.workspace.saveAll(false);
    const given = { ...configuration, ...withSettings(configuration, folder) };
    const path = (value: string) => fromFolder(restoreScheme(value, folder), folder);
    const program: unknown = given['program'];
    if (typeof program === 'string' && program !== '') this.last = toUri(path(program));
    // This editor can open `ringside:` URIs; see `guest-documents.ts`.
    const own = { __bundledUris: true, __follows: this.follows() };
    return { ...withPaths(launchTable, given, path), ...own };
  }
}

/** The attributes for which there are settings; what the configuration does not say, the settings do. */
function withSettings(
  configuration: vscode.DebugConfiguration,
  folder: vscode.WorkspaceFolder | undefined,
): Readonly<Record<string, unknown>> {
  const settings = vscode.workspace.getConfiguration('ringside', folder);
  const names = Object.keys(launchRows).filter(name => launchRows[name]?.setting);
  return Object.fromEntries(names.map(name => [name, configuration[name] ?? settings.get(name)]));
}
