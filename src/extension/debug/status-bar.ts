/** The status-bar item of debug sessions: mode, process and instruction count of the one that the user looks at. */
import * as vscode from 'vscode';
import type { MachineStatus } from '../../protocol';

const digits = (count: number) => count.toLocaleString('en-US');

function textOf({ mode, pid, name, count, present, running, waitsForInput }: MachineStatus): string {
  if (running && waitsForInput) return `$(keyboard) waits for input · ${digits(count)}`;
  const when = present === undefined ? digits(count) : `$(history) ${digits(count)} of ${digits(present)}`;
  return `${mode === 'kernel' ? '$(shield)' : '$(person)'} ${mode} · ${pid} ${name} · ${when}`;
}

function tooltipOf({ mode, pid, name, count, present, running, waitsForInput }: MachineStatus): string {
  const past = present === undefined ? '' : `; it has been to ${digits(present)} before`;
  const when = `after ${digits(count)} instructions${past}.`;
  if (running && waitsForInput) return `Nothing goes on until somebody types, ${when}`;
  return `The CPU ${running ? 'runs' : 'stopped'} in ${mode} mode, in process ${pid} (${name}), ${when}`;
}

export function createStatusBar(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('ringside.status', vscode.StatusBarAlignment.Left, 50);
  item.name = 'Ringside machine';
  const statuses = new Map<string, MachineStatus>();
  const show = () => {
    const status = statuses.get(vscode.debug.activeDebugSession?.id ?? '');
    if (!status) return item.hide();
    item.text = textOf(status);
    item.tooltip = tooltipOf(status);
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
