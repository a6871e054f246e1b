/** Launch configurations: the one that F5 needs where there is none, and the defaults that settings give. */
import * as vscode from 'vscode';
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
function restoreScheme(path: unknown, folder: vscode.WorkspaceFolder | undefined): unknown {
  const root = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  const document = vscode.window.activeTextEditor?.document.uri;
  if (typeof path !== 'string' || /^[a-z][\w+.-]+:/i.test(path)) return path;
  const base = root ?? document;
  if (!base || base.scheme === 'file') return path;
  const normal = path.replace(/\\/g, '/');
  if (!normal.startsWith('/')) return root ? vscode.Uri.joinPath(root, normal).toString() : path;
  return base.with({ path: normal }).toString();
}

/** A path that is not absolute is one of the workspace. */
function fromFolder(path: unknown, folder: vscode.WorkspaceFolder | undefined): unknown {
  const root = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (typeof path !== 'string' || path === '' || !root || root.scheme !== 'file') return path;
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
    const path = (value: unknown) => fromFolder(restoreScheme(value, folder), folder);
    const settings = vscode.workspace.getConfiguration('ringside', folder);
    const kernel = configuration['kernel'] ?? settings.get<string>('kernel');
    return {
      ...configuration,
      program: path(configuration['program']),
      ...(kernel ? { kernel: path(kernel) } : {}),
      timer: configuration['timer'] ?? settings.get<number>('timer'),
      programs: each(configuration['programs'], entry => ({
        ...(entry as object),
        program: path((entry as { program?: unknown }).program),
      })),
      files: each(configuration['files'], entry => hostPath(entry, path)),
      include: each(configuration['include'], path),
      // This editor can open `ringside:` URIs; see `guest-documents.ts`.
      __bundledUris: true,
    };
  }
}

function each(list: unknown, map: (entry: unknown) => unknown): unknown {
  return Array.isArray(list) ? list.map(map) : list;
}

/** `HOST=GUEST`: only the part before the last `=` is a path of the host. */
function hostPath(entry: unknown, path: (value: unknown) => unknown): unknown {
  if (typeof entry !== 'string') return entry;
  const equals = entry.lastIndexOf('=');
  return equals < 0 ? path(entry) : `${String(path(entry.slice(0, equals)))}${entry.slice(equals)}`;
}
