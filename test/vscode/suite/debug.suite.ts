import { assert } from 'chai';
import * as vscode from 'vscode';
import { Session, lineWith, open, until, workspaceFile } from './support';

const pathOf = (uri: vscode.Uri) => (uri.scheme === 'file' ? uri.fsPath : uri.toString());

/** Before that, what is sent to a terminal, and that it is closed, reaches nobody. */
const isOpen = (terminal: vscode.Terminal) => terminal.processId;

/** Types a line, once more if nothing comes of it: a computer that is very busy loses what is sent to a new terminal. */
async function typed<T>(terminal: vscode.Terminal, text: string, outcome: Promise<T>): Promise<T> {
  terminal.sendText(text);
  const timer = setInterval(() => terminal.sendText(text), 20_000);
  try {
    return await outcome;
  } finally {
    clearInterval(timer);
  }
}

suite('debugging', () => {
  let session: Session | undefined;
  teardown(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await session?.stop();
    session = undefined;
  });

  test('F5 without a launch configuration stops at main of the open file', async () => {
    await open('hello.c');
    session = await Session.start({ type: undefined, request: undefined, name: undefined });
    const stopped = await session.next('stopped');
    assert.deepEqual([stopped['reason'], stopped['description']], ['breakpoint', 'entry']);
    const [frame] = await session.stack(stopped['threadId']);
    assert.strictEqual(frame!.name.split(' ')[0], 'main');
    assert.strictEqual(frame!.source!.name, 'hello.c');
  });

  test('one call stack runs from the program through the trap into the kernel', async () => {
    await open('hello.c');
    vscode.debug.addBreakpoints([new vscode.FunctionBreakpoint('sys_write')]);
    session = await Session.start({ program: pathOf(workspaceFile('hello.c')) });
    await session.next('stopped');
    await session.request('continue', { threadId: 2 });
    const stopped = await session.next('stopped');
    const stack = await session.stack(stopped['threadId']);
    const names = stack.map(({ name }) => name);
    const trap = stack.findIndex(({ presentationHint }) => presentationHint === 'label');
    assert.match(names[0]!, /^sys_write/);
    assert.match(names[trap]!, /^user → kernel · write\(1, /);
    assert.match(names[trap + 1]!, /^write/);
    assert.match(names[names.length - 2]!, /^main/);
    assert.match(names[names.length - 1]!, /^_start/);
    const control = await session.variables(stack[0]!.id, 'Control registers');
    assert.match(control.get('status')!, /kernel/);
    const user = await session.variables(stack[trap + 1]!.id, 'Registers');
    assert.match(user.get('t0')!, /15|0x0*f/);
    assert.match(session.output('console'), /write/);
  });

  test('the assembly beside a source has the values of the next instruction', async () => {
    await open('hello.c');
    await vscode.commands.executeCommand('ringside.showAssembly');
    const { document } = await until('the assembly', () =>
      vscode.window.visibleTextEditors.find(
        each => each.document.uri.scheme === 'ringside-assembly' && each.document.lineCount > 3,
      ),
    );
    session = await Session.start({ program: pathOf(workspaceFile('hello.c')) });
    await session.next('stopped');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [hint] = await until('a value', async () => {
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return hints.length > 0 ? hints : undefined;
    });
    assert.match(hint!.label as string, /^a0 = 0x/);
    assert.match(document.lineAt(hint!.position).text, /\ba0\b/);
  });

  test('VS Code’s own Step Back and Reverse go back', async () => {
    await open('hello.c');
    vscode.debug.addBreakpoints([new vscode.FunctionBreakpoint('sys_write')]);
    session = await Session.start({ program: pathOf(workspaceFile('hello.c')) });
    const entry = await session.next('stopped');
    const [first] = await session.stack(entry['threadId']);
    await session.request('continue', { threadId: 2 });
    const there = await session.next('stopped');
    const [inKernel] = await session.stack(there['threadId']);
    await session.focused();
    await vscode.commands.executeCommand('workbench.action.debug.stepBack');
    assert.match(String((await session.next('stopped'))['text']), /in the past: instruction \d+ of \d+$/);
    const [before] = await session.stack(2);
    assert.notDeepEqual([before!.name, before!.line], [inKernel!.name, inKernel!.line]);
    await session.focused();
    await vscode.commands.executeCommand('workbench.action.debug.reverseContinue');
    assert.match(String((await session.next('stopped'))['text']), /^the first instant/);
    await session.request('continue', { threadId: 1 });
    await session.next('stopped');
    const [again] = await session.stack(2);
    assert.deepEqual([again!.name, again!.line], [inKernel!.name, inKernel!.line]);
    assert.strictEqual(first!.name.split(' ')[0], 'main');
  });

  /** Without a terminal, which would stay. */
  const console = 'internalConsole';

  test('a run is recorded, and opened again where a moment was taken', async () => {
    const { document } = await open('hello.c');
    session = await Session.start({ program: pathOf(document.uri), console });
    const { threadId } = await session.next('stopped');
    await session.request('next', { threadId });
    await session.next('stopped');
    const [there] = await session.stack(threadId);
    const recorder = session;
    const saved = async (name: string, moment: boolean) => {
      const { content } = await recorder.request<{ content: string }>('ringside/recording', { moment });
      const file = workspaceFile(name);
      await vscode.workspace.fs.writeFile(
        file,
        Uint8Array.from(atob(content), letter => letter.charCodeAt(0)),
      );
      return file;
    };
    const files = [await saved('whole.ringside', false), await saved('moment.ringside', true)];
    await session.stop();
    for (const [index, file] of files.entries()) {
      session = await Session.start({ replay: pathOf(file), console });
      const stopped = await session.next('stopped');
      const [frame] = await session.stack(stopped['threadId']);
      if (index === 1) assert.deepEqual([frame!.name, frame!.line], [there!.name, there!.line]);
      else assert.match(frame!.name, /^main/);
      await session.stop();
      await vscode.workspace.fs.delete(file);
    }
  });

  test('commands go to what happened', async () => {
    await open('hello.c');
    session = await Session.start({ stopOnEntry: 'main', console });
    const { threadId } = await session.next('stopped');
    await session.request('next', { threadId });
    await session.next('stopped');
    await session.focused();
    await vscode.commands.executeCommand('ringside.earlierStop');
    const { text } = await session.next('stopped');
    assert.match(String(text), /in the past/);
    await vscode.commands.executeCommand('ringside.laterStop');
    await session.next('stopped');
    await vscode.commands.executeCommand('ringside.stepBackOut');
    assert.match(String((await session.next('stopped'))['text']), /^back: |^the beginning/);
  });

  test('a line breakpoint of the editor stops there, in the kernel’s own source as well', async () => {
    const { document } = await open('hello.c');
    const kernel = vscode.Uri.parse('ringside:/guest/kernel/syscall.c');
    const syscall = await vscode.workspace.openTextDocument(kernel);
    const line = lineWith(document, '    printf("');
    vscode.debug.addBreakpoints([
      new vscode.SourceBreakpoint(new vscode.Location(document.uri, new vscode.Position(line, 0))),
    ]);
    session = await Session.start({ program: pathOf(document.uri), stopOnEntry: false });
    const stopped = await session.next('stopped');
    assert.strictEqual(stopped['reason'], 'breakpoint');
    const [frame] = await session.stack(stopped['threadId']);
    assert.strictEqual(frame!.line, line + 1);
    const inKernel = lineWith(syscall, 'syscall(');
    vscode.debug.addBreakpoints([
      new vscode.SourceBreakpoint(new vscode.Location(kernel, new vscode.Position(inKernel, 0))),
    ]);
    await session.request('continue', { threadId: stopped['threadId'] });
    const again = await session.next('stopped');
    const [top] = await session.stack(again['threadId']);
    assert.match(top!.source!.path, /guest\/kernel\/syscall\.c$/);
  });

  test('F5 where the machine has stopped in the kernel debugs the last program again', async () => {
    session = await Session.start({ program: pathOf(workspaceFile('hello.c')) });
    await session.next('stopped');
    await session.stop();
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument(vscode.Uri.parse('ringside:/guest/kernel/trapentry.toy')),
    );
    session = await Session.start({ program: '${file}' });
    const stopped = await session.next('stopped');
    const [frame] = await session.stack(stopped['threadId']);
    assert.strictEqual(frame!.source!.name, 'hello.c');
  });

  test('the program’s output and its end reach the Debug Console, where the launch says so', async () => {
    const program = pathOf(workspaceFile('hello.c'));
    session = await Session.start({ program, stopOnEntry: false, console: 'internalConsole' });
    const exited = await session.next('exited');
    assert.strictEqual(exited['exitCode'], 0);
    assert.match(session.output('stdout'), /[Hh]ello/);
  });

  test('the program has a terminal, which the next session of the same name takes over', async () => {
    const program = pathOf(workspaceFile('greeting.c'));
    for (const name of ['Ada', 'Grace']) {
      session = await Session.start({ name: 'greeting', program, stopOnEntry: false });
      await session.next('ringside/terminal');
      await until('the terminal', () => vscode.window.activeTerminal);
      const terminals = vscode.window.terminals.filter(each => each.name.includes('greeting'));
      assert.strictEqual(terminals.length, 1);
      await isOpen(terminals[0]!);
      await until('the wish for input', () => (session!.waitsForInput ? true : undefined));
      const exited = await typed(terminals[0]!, name, session.next('exited'));
      assert.strictEqual(exited['exitCode'], 0);
      assert.match(session.printed, new RegExp(`What is your name\\? ${name}\nHello, ${name}\\.\n$`));
    }
    vscode.window.activeTerminal?.dispose();
  });

  test('a terminal that is closed ends the session', async () => {
    session = await Session.start({ program: pathOf(workspaceFile('greeting.c')), stopOnEntry: false });
    await until('the wish for input', () => (session!.waitsForInput ? true : undefined));
    const terminal = await until('the terminal', () => vscode.window.activeTerminal);
    await isOpen(terminal);
    terminal.dispose();
    await session.next('terminated');
  });

  test('an endless loop is paused at once, and the editor answers meanwhile', async () => {
    session = await Session.start({
      program: pathOf(workspaceFile('loop.c')),
      stopOnEntry: false,
      trace: false,
    });
    await new Promise(resolve => setTimeout(resolve, 300));
    await vscode.workspace.openTextDocument(workspaceFile('hello.c'));
    await session.request('pause', { threadId: 1 });
    const stopped = await session.next('stopped');
    assert.strictEqual(stopped['reason'], 'pause');
  });

  test('a program that does not build shows its errors in the Problems pane', async () => {
    const broken = workspaceFile('broken.c');
    await vscode.workspace.fs.writeFile(
      broken,
      new TextEncoder().encode('int main(void) { return missing; }\n'),
    );
    const failed = await Session.start({ program: pathOf(broken) }).then(
      () => false,
      () => true,
    );
    assert.ok(failed);
    const [error] = await until('diagnostics', () => {
      const found = vscode.languages.getDiagnostics(broken);
      return found.length > 0 ? found : undefined;
    });
    assert.match(error!.message, /missing/);
    await open('broken.c');
    await until('the language server’s diagnostics', () =>
      vscode.languages.getDiagnostics(broken).some(({ source }) => source === 'ringside') ? true : undefined,
    );
    await until('one diagnostic', () =>
      vscode.languages.getDiagnostics(broken).length === 1 ? true : undefined,
    );
  });
});
