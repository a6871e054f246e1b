/** The status-bar item of debug sessions: mode, process and instruction count of the one that the user looks at. */
import * as vscode from 'vscode';
import type { MachineStatus } from '../../protocol';

export function createStatusBar(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('ringside.status', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Ringside machine';
  const statuses = new Map<string, MachineStatus>();
  const show = () => {
    const status = statuses.get(vscode.debug.activeDebugSession?.id ?? '');
    if (!status) return item.hide();
    const { mode, pid, name, count, running } = status;
    item.text = `${mode === 'kernel' ? '$(shield)' : '$(person)'} ${mode} · ${pid} ${name} · ${count.toLocaleString('en-US')}`;
    item.tooltip = `The CPU ${running ? 'runs' : 'stopped'} in ${mode} mode, in process ${pid} (${name}), after ${count.toLocaleString('en-US')} instructions.`;
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'ringside' || event !== 'ringside/status') return;
      statuses.set(session.id, body as MachineStatus);
      show();
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => {
      statuses.delete(id);
      show();
    }),
    vscode.debug.onDidChangeActiveDebugSession(show),
  );
}
