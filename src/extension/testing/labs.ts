/** Labs in VS Code's Testing view: each rubric of the workspace with its tests, run by the grader in a thread of its own. */
import * as vscode from 'vscode';
import { rubricPlaces } from '../../grade';
import { listFolder, readBytes, toPath } from '../files';
import type { Platform } from '../platform';
import type { GradeRequest, Graded, GradedTest } from '../debug/worker-protocol';
import { detailsOfFile, fileCoverages } from './coverage';

const rubricName = 'rubric.json';
const pattern = `**/${rubricName}`;
/** In what students get; what is handed in stands around it. */
const ownLab = '.lab';

/** A lab, or a test of one. */
interface Row {
  readonly rubric: vscode.Uri;
  readonly test?: string;
}

type Files = (readonly [path: string, bytes: Uint8Array])[];

class Labs {
  private readonly controller = vscode.tests.createTestController('ringside.labs', 'Ringside');
  private readonly rows = new WeakMap<vscode.TestItem, Row>();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly platform: Platform,
  ) {
    const { controller } = this;
    const kind = vscode.TestRunProfileKind;
    const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) =>
      void (await this.run(request, token));
    controller.createRunProfile('Run', kind.Run, run, true);
    controller.createRunProfile('Debug', kind.Debug, (request, token) => this.debug(request, token), true);
    const cover = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) =>
      void (await this.run(request, token, true));
    const coverage = controller.createRunProfile('Coverage', kind.Coverage, cover, true);
    coverage.loadDetailedCoverage = (_run, file) => Promise.resolve(detailsOfFile(file));
    controller.resolveHandler = item => (item ? undefined : this.find());
    controller.refreshHandler = () => this.find();
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(uri => this.take(uri));
    watcher.onDidChange(uri => this.take(uri));
    watcher.onDidDelete(uri => controller.items.delete(uri.toString()));
    context.subscriptions.push(controller, watcher);
    void this.find();
  }

  /** Where students have theirs at once; others when the editor has found them: in the web it may wait for who searches. */
  private async find(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    void vscode.workspace.findFiles(pattern, '**/node_modules/**').then(found => {
      for (const uri of found) void this.take(uri);
    });
    await Promise.all(folders.map(({ uri }) => this.take(vscode.Uri.joinPath(uri, ownLab, rubricName))));
  }

  /** Shows a rubric's tests as they are now; one with something wrong, of which the editor tells, as they were. */
  private async take(rubric: vscode.Uri): Promise<void> {
    const bytes = await readBytes(toPath(rubric));
    const places = bytes && rubricPlaces(new TextDecoder().decode(bytes));
    if (!places) return;
    const { controller } = this;
    const lab = controller.createTestItem(rubric.toString(), places.title, rubric);
    this.rows.set(lab, { rubric });
    for (const { name, line, points } of places.tests) {
      const item = controller.createTestItem(name, name, rubric);
      item.range = new vscode.Range(line, 0, line, 0);
      item.description = points === 1 ? '1 point' : `${points} points`;
      this.rows.set(item, { rubric, test: name });
      lab.children.add(item);
    }
    controller.items.add(lab);
  }

  /** The recordings of tests that fail. */
  private async run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    covers = false,
  ): Promise<vscode.Uri[]> {
    const run = this.controller.createTestRun(request);
    const recordings: vscode.Uri[] = [];
    for (const [lab, items] of this.asked(request)) {
      if (token.isCancellationRequested) break;
      for (const item of items) run.enqueued(item);
      try {
        recordings.push(...(await this.runLab(lab, items, run, { token, covers })));
      } catch (error) {
        for (const item of items)
          run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
      }
    }
    run.end();
    return recordings;
  }

  /** Runs, and opens the first that fails at the instant at which it does. */
  private async debug(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const [recording] = await this.run(request, token);
    if (recording) await vscode.commands.executeCommand('ringside.openRecording', recording);
    else void vscode.window.showInformationMessage('Ringside: nothing has failed that could be looked at.');
  }

  /** The tests that are meant, by lab. */
  private asked({ include, exclude = [] }: vscode.TestRunRequest): Map<vscode.TestItem, vscode.TestItem[]> {
    const all: vscode.TestItem[] = [];
    this.controller.items.forEach(item => all.push(item));
    const labs = new Map<vscode.TestItem, vscode.TestItem[]>();
    for (const item of include ?? all) {
      const lab = item.parent ?? item;
      const children: vscode.TestItem[] = [];
      if (item === lab) lab.children.forEach(child => children.push(child));
      else children.push(item);
      const wanted = children.filter(child => !exclude.includes(child));
      labs.set(lab, [...new Set([...(labs.get(lab) ?? []), ...wanted])]);
    }
    return labs;
  }

  private async runLab(
    lab: vscode.TestItem,
    items: readonly vscode.TestItem[],
    run: vscode.TestRun,
    { token, covers }: { readonly token: vscode.CancellationToken; readonly covers: boolean },
  ): Promise<vscode.Uri[]> {
    const rubric = this.rows.get(lab)?.rubric;
    if (!rubric) return [];
    const folder = vscode.Uri.joinPath(rubric, '..');
    const isOwn = folder.path.endsWith(`/${ownLab}`);
    const submission = vscode.Uri.joinPath(folder, isOwn ? '..' : 'starter');
    const byName = new Map(items.map(item => [item.id, item]));
    const ofLab = await filesBelow(folder);
    const handedIn = await filesBelow(submission, [ownLab, '.git', 'node_modules']);
    const { tests, sources } = await this.grade(
      {
        lab: ofLab,
        submission: handedIn,
        covers,
        student: submission.path.split('/').at(-1) ?? '',
        tests: [...byName.keys()],
      },
      name => {
        const item = byName.get(name);
        if (item) run.started(item);
      },
      token,
    );
    const recordings: vscode.Uri[] = [];
    for (const test of tests) {
      const item = byName.get(test.name);
      if (!item) continue;
      if (test.passed) run.passed(item);
      else run.failed(item, messageOf(test, item));
      if (test.recording) recordings.push(await this.keep(test.recording, item));
    }
    const paths = (files: Files) => new Set(files.map(([path]) => path));
    const places = { lab: folder, submission, inLab: paths(ofLab), inSubmission: paths(handedIn) };
    for (const file of fileCoverages(sources, places)) run.addCoverage(file);
    return recordings;
  }

  private async grade(
    request: GradeRequest,
    tell: (name: string) => void,
    token: vscode.CancellationToken,
  ): Promise<Graded> {
    const thread = await this.platform.startDebugThread(this.context);
    try {
      return await new Promise((resolve, reject) => {
        thread.onMessage(message => {
          if (message.kind === 'grading') tell(message.name);
          else if (message.kind === 'graded') resolve(message);
          else if (message.kind === 'ungraded') reject(new Error(message.why));
        });
        thread.onFailure(why => reject(new Error(why)));
        token.onCancellationRequested(() => resolve({ tests: [], sources: [] }));
        thread.post({ kind: 'grade', ...request });
      });
    } finally {
      thread.end();
    }
  }

  private async keep(recording: Uint8Array, item: vscode.TestItem): Promise<vscode.Uri> {
    const home = this.context.storageUri ?? this.context.globalStorageUri;
    const name = item.label.replace(/[^\w-]+/g, '-');
    const file = vscode.Uri.joinPath(home, 'failed', `${name}.ringside`);
    await vscode.workspace.fs.writeFile(file, recording);
    return file;
  }
}

function messageOf({ problems, hint }: GradedTest, item: vscode.TestItem): vscode.TestMessage {
  const message = new vscode.TestMessage([...problems, ...(hint === '' ? [] : [hint])].join('\n'));
  if (item.uri && item.range) message.location = new vscode.Location(item.uri, item.range);
  return message;
}

/** By paths from the folder. */
async function filesBelow(folder: vscode.Uri, without: readonly string[] = [], at = ''): Promise<Files> {
  const names = await listFolder(toPath(vscode.Uri.joinPath(folder, at)));
  const parts = names.map(async (name): Promise<Files> => {
    const path = `${at}${name}`;
    if (name.endsWith('/'))
      return without.includes(path.slice(0, -1)) ? [] : filesBelow(folder, without, path);
    const bytes = await readBytes(toPath(vscode.Uri.joinPath(folder, path)));
    return bytes ? [[path, bytes] as const] : [];
  });
  return (await Promise.all(parts)).flat();
}

export function createLabs(context: vscode.ExtensionContext, platform: Platform): void {
  new Labs(context, platform);
}
