/** The status-bar item of a debug session: mode, process and instruction count. */
import * as vscode from 'vscode';
import type { MachineStatus } from '../../protocol';

export function createStatusBar(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('ringside.status', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Ringside machine';
  const show = ({ mode, pid, name, count, running }: MachineStatus) => {
    item.text = `${mode === 'kernel' ? '$(shield)' : '$(person)'} ${mode} · ${pid} ${name} · ${count.toLocaleString('en-US')}`;
    item.tooltip = `The CPU ${running ? 'runs' : 'stopped'} in ${mode} mode, in process ${pid} (${name}), after ${count.toLocaleString('en-US')} instructions.`;
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type === 'ringside' && event === 'ringside/status') show(body as MachineStatus);
    }),
    vscode.debug.onDidTerminateDebugSession(session => {
      if (session.type === 'ringside') item.hide();
    }),
  );
}
