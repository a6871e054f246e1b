/** Launch configurations: the one that F5 needs where there is none, and the defaults that settings give. */
import * as vscode from 'vscode';
import { launchRows, launchTable, withPaths } from '../../boot/launch';
import { toPath } from '../files';

/** Languages that F5 debugs without a launch configuration. */
const languages = ['toy', 'c'];

/** A configuration that debugs a file. */
export function configurationFor(file: vscode.Uri): vscode.DebugConfiguration {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return { type: 'ringside', request: 'launch', name: `Debug ${name}`, program: toPath(file) };
}

function activeProgram(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && languages.includes(document.languageId) ? document.uri : undefined;
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
  /** What a new launch.json holds. */
  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ type: 'ringside', request: 'launch', name: 'Debug the open file', program: '${file}' }];
  }

  resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration | undefined {
    const empty = !configuration.type && !configuration.request && !configuration.name;
    const complete = empty ? { ...configuration } : configuration;
    if (empty || !complete['program']) {
      const program = activeProgram();
      if (!program) {
        void vscode.window.showErrorMessage(
          'Ringside: open a .toy or .c file to debug, or name a program in launch.json.',
        );
        return undefined;
      }
      Object.assign(complete, { ...configurationFor(program), ...complete, program: toPath(program) });
      complete.type = 'ringside';
      complete.request = 'launch';
      complete.name ||= configurationFor(program).name;
    }
    return complete;
  }

  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration> {
    await vscode.workspace.saveAll(false);
    const given = { ...configuration, ...withSettings(configuration, folder) };
    const path = (value: string) => fromFolder(restoreScheme(value, folder), folder);
    // This editor can open `ringside:` URIs; see `guest-documents.ts`.
    return { ...withPaths(launchTable, given, path), __bundledUris: true };
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
