/** Commands that go to another instant of the run. */
import * as vscode from 'vscode';
import { toPath } from '../files';

interface Pick extends vscode.QuickPickItem {
  readonly count?: number;
}

/** Picks from bookmarks and stops by typing; a number that is typed is an instant of its own. */
async function goToInstant(): Promise<void> {
  const answer = await ask('ringside/instants', {});
  if (!answer) return;
  const { instants } = answer as { instants: { count: number; text?: string }[] };
  const known: Pick[] = instants.reverse().map(({ count, text = 'a stop' }) => ({
    label: count.toLocaleString('en-US'),
    description: text,
    count,
  }));
  const picker = vscode.window.createQuickPick<Pick>();
  picker.title = 'Go to an instant of the run';
  picker.placeholder = 'The number of an instruction, as the status bar counts them, or one of these';
  picker.matchOnDescription = true;
  picker.items = known;
  picker.onDidChangeValue(text => {
    const count = /^[\d\s.,_]+$/.test(text) ? Number(text.replace(/\D/g, '')) : undefined;
    picker.items =
      count === undefined ? known : [{ label: text, description: 'this instant', count }, ...known];
  });
  const count = await new Promise<number | undefined>(resolve => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.count));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  picker.dispose();
  if (count !== undefined) await ask('ringside/goTo', { count });
}

/** What VS Code hands to commands in the menu of a variable. */
interface VariableMenu {
  readonly variable?: { readonly evaluateName?: string };
}

/** Asks about a variable of the menu, or about one that is typed. */
async function askAbout(request: string, title: string, menu?: VariableMenu): Promise<void> {
  const expression =
    menu?.variable?.evaluateName ??
    (await vscode.window.showInputBox({ title, prompt: 'A variable, as in C' }));
  if (!expression) return;
  const item = vscode.debug.activeStackItem;
  const frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
  await ask(request, { expression, frameId });
}

/** A line of the Debug Console, as if it had been typed. */
const say = (expression: string) => ask('evaluate', { expression, context: 'repl' });

/** Where the menu of the line numbers was opened. */
interface LineMenu {
  readonly uri?: vscode.Uri;
  readonly lineNumber?: number;
}

/** The line of the menu, or the one of the cursor. */
function lineOf(menu?: LineMenu): { readonly path: string; readonly line: number } | undefined {
  const editor = vscode.window.activeTextEditor;
  const uri = menu?.uri ?? editor?.document.uri;
  const line = menu?.lineNumber ?? (editor ? editor.selection.active.line + 1 : undefined);
  return uri && line !== undefined ? { path: toPath(uri), line } : undefined;
}

async function execution(which: 'ringside/lastLine' | 'ringside/nextLine', menu?: LineMenu): Promise<void> {
  const line = lineOf(menu);
  if (line) await ask(which, line);
}

async function iteration(menu?: LineMenu): Promise<void> {
  const line = lineOf(menu);
  const text = await vscode.window.showInputBox({
    title: 'Go to the n-th time that this line is come to',
    prompt: 'A number: in this call of its function, if the process is in one, else in all of the run',
    validateInput: given => (/^\s*[1-9]\d*\s*$/.test(given) ? undefined : 'A number, from 1 on'),
  });
  if (line && text) await ask('ringside/nextLine', { ...line, n: Number(text) });
}

async function bookmark(): Promise<void> {
  const text = await vscode.window.showInputBox({ title: 'Keep this instant', prompt: 'A word to it' });
  if (text) await say(`bookmark ${text}`);
}

/** Asks for a change, and tells in the Debug Console where the future with it differs first. */
async function compare(): Promise<void> {
  const change = await vscode.window.showInputBox({
    title: 'Compare with another future of this instant',
    prompt:
      'What is changed here? interrupt, timer off, timer N, writable NAME, or an assignment such as total = 7',
  });
  if (!change) return;
  await vscode.commands.executeCommand('workbench.panel.repl.view.focus');
  const answer = await say(`compare ${change}`);
  if (answer) vscode.debug.activeDebugConsole.appendLine((answer as { result: string }).result);
}

/** The answer of the session; why there is none is told. */
async function ask(request: string, args: object): Promise<unknown> {
  try {
    return await vscode.debug.activeDebugSession?.customRequest(request, args);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    if (sentence === 'cancelled') return undefined;
    return void vscode.window.showErrorMessage(`Ringside: ${sentence}`);
  }
}

export function registerTimeCommands(): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('ringside.whoWrote', (menu?: VariableMenu) =>
      askAbout('ringside/lastWrite', 'Who wrote this?', menu),
    ),
    register('ringside.whence', (menu?: VariableMenu) =>
      askAbout('ringside/origin', 'Where did this come from?', menu),
    ),
    register('ringside.goToInstant', () => goToInstant()),
    register('ringside.stepBackInto', () => say('back into')),
    register('ringside.stepBackOut', () => say('back out')),
    register('ringside.earlierStop', () => say('earlier')),
    register('ringside.laterStop', () => say('later')),
    register('ringside.compare', () => compare()),
    register('ringside.bookmark', () => bookmark()),
    register('ringside.lastExecution', (menu?: LineMenu) => execution('ringside/lastLine', menu)),
    register('ringside.nextExecution', (menu?: LineMenu) => execution('ringside/nextLine', menu)),
    register('ringside.iteration', (menu?: LineMenu) => iteration(menu)),
  );
}
