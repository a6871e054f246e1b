import { assert } from 'chai';
import * as vscode from 'vscode';
import { until, workspaceFile } from './support';

const files = {
  '.lab/rubric.json': JSON.stringify({
    title: 'Greet',
    submit: ['greet.c'],
    tests: [{ name: 'greets', points: 1, programs: [{ program: 'greet.c' }], output: 'hello\n' }],
  }),
  'greet.c': '#include <stdio.h>\nint main(void) { puts("hallo"); return 0; }\n',
};

suite('the Testing view', () => {
  test('has the tests of a lab; debugging one opens it at the instant at which it failed', async () => {
    const encoder = new TextEncoder();
    for (const [path, text] of Object.entries(files))
      await vscode.workspace.fs.writeFile(workspaceFile(path), encoder.encode(text));
    const extension = vscode.extensions.getExtension('ringside.ringside')!;
    await extension.activate();
    await vscode.commands.executeCommand('testing.refreshTests');
    let said = '';
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory('ringside', {
      createDebugAdapterTracker: () => ({
        onDidSendMessage: (message: { event?: string; body?: { text?: string; description?: string } }) => {
          if (message.event === 'stopped') said = `${message.body?.description} ${message.body?.text}`;
        },
      }),
    });
    await vscode.debug.stopDebugging();
    said = '';
    // VS Code hears of the tests a little later, and where it knows none yet, runs none.
    let isAsked = false;
    const debugAll = async () => {
      isAsked = true;
      await vscode.commands.executeCommand('testing.debugAll');
      setTimeout(() => (isAsked = false), 5000);
    };
    // What another test has left may still be the active one, and keep the focus.
    let session: vscode.DebugSession | undefined;
    let isOver = false;
    const listeners = [
      vscode.debug.onDidStartDebugSession(started => {
        if (/greets\.ringside$/.test(String(started.configuration['replay']))) session ??= started;
      }),
      vscode.debug.onDidTerminateDebugSession(ended => {
        if (ended === session) isOver = true;
      }),
    ];
    const debugged = await until('the debug session of the failed test', () => {
      if (!session && !isAsked) void debugAll();
      return session;
    });
    await until('the stop', () => (said === '' ? undefined : said));
    tracker.dispose();
    const { content } = await debugged.customRequest('ringside/recording', { moment: false });
    assert.ok(String(content).length > 100);
    await vscode.debug.stopDebugging(debugged);
    await until('its end', () => isOver || undefined);
    for (const listener of listeners) listener.dispose();
    for (const path of ['.lab', 'greet.c'])
      await vscode.workspace.fs.delete(workspaceFile(path), { recursive: true });
  });
});
