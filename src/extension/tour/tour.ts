/** The tour as a list to choose from: predict, read the answer, and look at the moment. What has been seen is kept. */
import * as vscode from 'vscode';
import type { Platform } from '../platform';
import type { Sought } from '../../grade';
import { type TourStep, tour } from './steps';

const seenKey = 'ringside.tour.seen';

/** `id`: of the step that a link names; a list of all to choose from where it names none. */
async function take(context: vscode.ExtensionContext, platform: Platform, id?: string): Promise<void> {
  const named = tour.find(step => step.id === id);
  const step = named ?? (await choose(context.globalState.get<string[]>(seenKey, [])));
  if (!step) return;
  const predicted = await predict(step);
  if (predicted === undefined) return;
  // It is looked for while the answer is read.
  const moment = Promise.allSettled([found(step.moment, context, platform)]);
  if (!(await readsOn(step, predicted))) return;
  const [sought] = await moment;
  try {
    if (sought.status === 'rejected') throw sought.reason;
    await open(step, sought.value, context);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Ringside: the moment of “${step.title}” cannot be shown: ${why}`);
    return;
  }
  const seen = new Set([...context.globalState.get<string[]>(seenKey, []), step.id]);
  await context.globalState.update(seenKey, [...seen]);
}

/** The answer to the prediction; true if the moment is to be shown. */
async function readsOn({ choices: [right], answer }: TourStep, predicted: string): Promise<boolean> {
  const words = predicted === right ? 'Right.' : `No: ${right}.`;
  const show = 'Show the Moment';
  return (await vscode.window.showInformationMessage(words, { modal: true, detail: answer }, show)) === show;
}

/** The first that has not been seen comes first to mind. */
async function choose(seen: readonly string[]): Promise<TourStep | undefined> {
  const items = tour.map((step, index) => ({
    label: `$(${seen.includes(step.id) ? 'pass-filled' : 'circle-large-outline'}) ${index + 1}. ${step.title}`,
    step,
  }));
  const next = items.find(({ step }) => !seen.includes(step.id));
  const list = vscode.window.createQuickPick<(typeof items)[number]>();
  list.title = 'Tour: limited direct execution (OSTEP, chapter 6)';
  list.items = items;
  if (next) list.activeItems = [next];
  return new Promise(resolve => {
    list.onDidAccept(() => {
      resolve(list.activeItems[0]?.step);
      list.dispose();
    });
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
}

/** In the order of the alphabet: the right one is not always the first. */
const predict = ({ predict: title, choices }: TourStep): Thenable<string | undefined> =>
  vscode.window.showQuickPick(
    [...choices].sort((a, b) => (a < b ? -1 : 1)),
    { title, placeHolder: 'What do you say?', ignoreFocusOut: true },
  );

async function found(
  sought: Sought,
  context: vscode.ExtensionContext,
  platform: Platform,
): Promise<Uint8Array> {
  const thread = await platform.startDebugThread(context);
  try {
    return await new Promise((resolve, reject) => {
      thread.onMessage(message => {
        if (message.kind === 'found') resolve(message.recording);
        else if (message.kind === 'ungraded') reject(new Error(message.why));
      });
      thread.onFailure(why => reject(new Error(why)));
      thread.post({ kind: 'seek', sought });
    });
  } finally {
    thread.end();
  }
}

async function open(step: TourStep, recording: Uint8Array, context: vscode.ExtensionContext): Promise<void> {
  const file = vscode.Uri.joinPath(context.globalStorageUri, 'tour', `${step.id}.ringside`);
  await vscode.workspace.fs.writeFile(file, recording);
  await vscode.commands.executeCommand('ringside.openRecording', file);
}

export const registerTour = (context: vscode.ExtensionContext, platform: Platform): vscode.Disposable =>
  vscode.commands.registerCommand('ringside.tour', (id?: string) => take(context, platform, id));
