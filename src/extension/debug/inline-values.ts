/** Shows the values of variables and registers in the text of C and assembly while the program is stopped there. */
import * as vscode from 'vscode';
import { inlineNames } from '../../language/inline-values';

const selector = [{ language: 'c' }, { language: 'toy' }];
/** The scopes that names of a source stand for. */
const scopeNames: Readonly<Record<string, readonly string[]>> = {
  c: ['Locals', 'Globals'],
  toy: ['Registers', 'Control registers', 'Globals'],
};

interface Scopes {
  readonly scopes: readonly { readonly name: string; readonly variablesReference: number }[];
}
interface Variables {
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

/** Only while there is a session: VS Code takes a provider for C for that of every debugger. */
export function createInlineValues(): vscode.Disposable {
  const sessions = new Set<string>();
  let provider: vscode.Disposable | undefined;
  const update = () => {
    if (sessions.size > 0)
      provider ??= vscode.languages.registerInlineValuesProvider(selector, { provideInlineValues });
    else {
      provider?.dispose();
      provider = undefined;
    }
  };
  return vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession(({ id, type }) => {
      if (type === 'ringside') sessions.add(id);
      update();
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      sessions.delete(id);
      update();
    }),
    { dispose: () => provider?.dispose() },
  );
}

async function provideInlineValues(
  document: vscode.TextDocument,
  viewPort: vscode.Range,
  { frameId, stoppedLocation }: vscode.InlineValueContext,
): Promise<vscode.InlineValue[]> {
  const session = vscode.debug.activeDebugSession;
  const language = document.languageId;
  if (session?.type !== 'ringside' || (language !== 'c' && language !== 'toy')) return [];
  const values = await valuesIn(session, frameId, scopeNames[language]!);
  return inlineNames(document.getText(), language, stoppedLocation.end.line)
    .filter(({ line }) => line >= viewPort.start.line && line <= viewPort.end.line)
    .flatMap(({ text, name, line, start, end }) => {
      const value = values.get(name);
      const range = new vscode.Range(line, start, line, end);
      return value === undefined ? [] : [new vscode.InlineValueText(range, `${text} = ${value}`)];
    });
}

/** By name, the first scope first; without those that have no value here. */
async function valuesIn(
  session: vscode.DebugSession,
  frameId: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { scopes } = (await session.customRequest('scopes', { frameId })) as Scopes;
  const values = new Map<string, string>();
  for (const { name, variablesReference } of scopes) {
    if (!names.includes(name)) continue;
    const { variables } = (await session.customRequest('variables', { variablesReference })) as Variables;
    for (const variable of variables)
      if (!values.has(variable.name) && !variable.value.startsWith('<no'))
        values.set(variable.name, variable.value);
  }
  return values;
}
