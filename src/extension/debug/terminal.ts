/**
 * The terminals of programs: what a program prints is shown in one, and its keys go to the machine, whose kernel echoes
 * and edits them. Each session has its own, which the next session of the same name takes over.
 */
import * as vscode from 'vscode';
import type { MachineStatus, TerminalOutput } from '../../protocol';
import { type Piece, allFaint, faint, recent, split, terminalLines } from './shown-text';

/** Forgets all that has been shown. */
const clear = '\x1b[2J\x1b[3J\x1b[H';

class ProgramTerminal implements vscode.Pseudoterminal {
  private readonly writes = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.writes.event;
  private readonly terminal: vscode.Terminal;
  /** What is to be shown once there is something to show it. */
  private early: string | undefined = '';
  private atLineStart = true;
  /** What the program has printed: bytes up to the end of each piece. */
  private pieces: Piece[] = [];
  /** Bytes from which on what is shown is faint: it is still to come where the machine stands. */
  private faintFrom: number | undefined;

  /** Of the launch: VS Code numbers sessions of the same name that are there at once. */
  readonly launchName: string;
  /** Whose keys they are; nobody's when it has ended. */
  private session: vscode.DebugSession | undefined;

  constructor(
    session: vscode.DebugSession,
    private readonly closed: (session: vscode.DebugSession | undefined) => void,
  ) {
    const { name } = session;
    const iconPath = new vscode.ThemeIcon('chip');
    this.session = session;
    this.launchName = session.configuration.name;
    this.terminal = vscode.window.createTerminal({ name, pty: this, iconPath, isTransient: true });
  }

  get isFree(): boolean {
    return this.session === undefined;
  }

  takeOver(session: vscode.DebugSession): void {
    this.session = session;
    this.pieces = [];
    this.faintFrom = undefined;
    this.write(clear);
    this.atLineStart = true;
  }

  belongsTo({ id }: vscode.DebugSession): boolean {
    return this.session?.id === id;
  }

  /** The editor keeps the keyboard: a program that prints must not take what is typed there. */
  show(): void {
    this.terminal.show(true);
  }

  /** `end`: bytes of all output up to the end of this. */
  print(text: string, end?: number): void {
    if (text === '') return;
    if (this.faintFrom !== undefined) this.showUpTo(undefined);
    if (end === 0) this.pieces = [];
    else if (end !== undefined) this.pieces = recent([...this.pieces, { text, end }]);
    this.atLineStart = text.endsWith('\n');
    this.write(terminalLines(text));
  }

  /** The machine stands where so many bytes have been printed, in the past, or in a present that has no more of them. */
  standsAt(printed: number, isPast: boolean): void {
    const { end } = this.pieces.at(-1) ?? { end: 0 };
    if (isPast) return this.showUpTo(printed < end ? printed : undefined);
    if (printed < end) this.pieces = split(this.pieces, printed).before;
    else if (this.faintFrom === undefined) return;
    this.showUpTo(undefined, true);
  }

  private showUpTo(printed: number | undefined, anew = false): void {
    if (printed === this.faintFrom && !anew) return;
    this.faintFrom = printed;
    const { before, after } = split(this.pieces, printed ?? Infinity);
    const text = (pieces: readonly Piece[]) => terminalLines(pieces.map(each => each.text).join(''));
    this.write(clear + text(before) + (after.length > 0 ? allFaint(text(after)) : ''));
  }

  /** All stays readable; keys do nothing any more. */
  end(sentence: string): void {
    this.write(`${this.atLineStart ? '' : '\r\n'}${faint(sentence)}\r\n`);
    this.session = undefined;
  }

  open(): void {
    const { early } = this;
    this.early = undefined;
    if (early) this.writes.fire(early);
  }

  isShownIn(terminal: vscode.Terminal): boolean {
    return this.terminal === terminal;
  }

  /** The user has closed it, and with it the program's console. It may be told twice. */
  close(): void {
    const { session } = this;
    this.session = undefined;
    this.closed(session);
  }

  handleInput(data: string): void {
    // A key that comes too late is for nobody.
    this.session?.customRequest('ringside/input', { text: data }).then(undefined, () => {});
  }

  dispose(): void {
    this.terminal.dispose();
    this.writes.dispose();
  }

  private write(text: string): void {
    if (this.early === undefined) this.writes.fire(text);
    else this.early += text;
  }
}

class ProgramTerminals {
  private readonly all = new Set<ProgramTerminal>();
  /** Whose terminal the user has closed: they are about to end. */
  private readonly leaving = new WeakSet<vscode.DebugSession>();

  /** Comes up with the first that is printed, or when input is waited for. */
  show(session: vscode.DebugSession): ProgramTerminal | undefined {
    const known = this.find(session);
    if (known || this.leaving.has(session)) return known;
    const { name } = session.configuration;
    const free = [...this.all].find(each => each.isFree && each.launchName === name);
    const terminal = free ?? this.create(session);
    free?.takeOver(session);
    terminal.show();
    return terminal;
  }

  find(session: vscode.DebugSession): ProgramTerminal | undefined {
    return [...this.all].find(each => each.belongsTo(session));
  }

  /** One that has not been opened yet is not told by itself that it is closed. */
  wasClosed(closed: vscode.Terminal): void {
    for (const terminal of this.all) if (terminal.isShownIn(closed)) terminal.close();
  }

  dispose(): void {
    for (const terminal of this.all) terminal.dispose();
  }

  private create(session: vscode.DebugSession): ProgramTerminal {
    const terminal = new ProgramTerminal(session, owner => {
      this.all.delete(terminal);
      if (!owner) return;
      this.leaving.add(owner);
      void vscode.debug.stopDebugging(owner);
    });
    this.all.add(terminal);
    return terminal;
  }
}

export function createTerminals(): vscode.Disposable {
  const terminals = new ProgramTerminals();
  return vscode.Disposable.from(
    terminals,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'ringside') return;
      if (event === 'ringside/terminal') print(terminals, session, body as TerminalOutput);
      if (event === 'ringside/status') look(terminals, session, body as MachineStatus);
    }),
    vscode.window.onDidCloseTerminal(terminal => terminals.wasClosed(terminal)),
    vscode.debug.onDidTerminateDebugSession(session => terminals.find(session)?.end('the session has ended')),
  );
}

/** A program that has printed nothing ends without a terminal. */
function print(
  terminals: ProgramTerminals,
  session: vscode.DebugSession,
  { text, printed, ended }: TerminalOutput,
) {
  if (text !== '') terminals.show(session)?.print(text, printed);
  if (ended !== undefined) terminals.find(session)?.end(ended);
}

function look(terminals: ProgramTerminals, session: vscode.DebugSession, status: MachineStatus) {
  const { waitsForInput, printed, present } = status;
  if (printed !== undefined) terminals.find(session)?.standsAt(printed, present !== undefined);
  const hasTerminal = session.configuration['console'] === 'integratedTerminal';
  if (waitsForInput && hasTerminal) terminals.show(session);
}
