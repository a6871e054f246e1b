/** Commands that go to another instant of the run. */
import * as vscode from 'vscode';

async function goToInstant(): Promise<void> {
  const text = await vscode.window.showInputBox({
    prompt: 'The instruction to go to, by its number, as the status bar counts them',
    title: 'Go to an instant of the run',
    validateInput: given => (/^[\d\s.,_]+$/.test(given) ? undefined : 'a number, such as 12,345'),
  });
  if (text !== undefined) await travel('ringside/goTo', { count: Number(text.replace(/\D/g, '')) });
}

/** What VS Code hands to commands in the menu of a variable. */
interface VariableMenu {
  readonly variable?: { readonly evaluateName?: string };
}

async function whoWrote(menu?: VariableMenu): Promise<void> {
  const expression =
    menu?.variable?.evaluateName ??
    (await vscode.window.showInputBox({ title: 'Who wrote this?', prompt: 'A variable, as in C' }));
  if (!expression) return;
  const item = vscode.debug.activeStackItem;
  const frameId = item instanceof vscode.DebugStackFrame ? item.frameId : undefined;
  await travel('ringside/lastWrite', { expression, frameId });
}

/** Goes to another instant; why it cannot is told. */
async function travel(request: string, args: object): Promise<void> {
  try {
    await vscode.debug.activeDebugSession?.customRequest(request, args);
  } catch (error) {
    void vscode.window.showErrorMessage(
      `Ringside: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

export function registerTimeCommands(): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('ringside.whoWrote', (menu?: VariableMenu) => whoWrote(menu)),
    register('ringside.goToInstant', () => goToInstant()),
  );
}
