/**
 * A newcomer's first minutes, at the keyboard, with VS Code's default settings. Screenshots are left in
 * dist/test/screenshots. RINGSIDE_LOOKS=all: in every theme and width; otherwise in one on each host.
 */
import assert from 'node:assert/strict';
import { looks } from '../../../scripts/vscode/looks.mjs';
import { Editor } from './support.mjs';

const broken = 'int main(void) { return missing; }\n';

const sum = `static int add(int left, int right)
{
    return left + right;
}
int main(void)
{
    int first = 1;
    int total = add(first, 2);
    return total;
}
`;

for (const look of looks(process.env.RINGSIDE_LOOKS === 'all'))
  describe(`at the user interface, ${look.name}`, () => {
    let editor;
    const open = async (file, files) => {
      editor = await Editor.open(look, file, files);
      await editor.statusBar(/\bC\b/);
    };
    afterEach(async function () {
      if (this.currentTest.state === 'failed') await editor?.screenshot('failed');
      await editor?.close();
      editor = undefined;
    });

    it('F5 on hello.c opens the stack, unfolded; the program’s output is seen, and nothing is a warning', async () => {
      await open('hello.c');
      await editor.start();
      await editor.visible('.debug-call-stack', 'main (hello, user)');
      await editor.text('.debug-variables', /Registers/);
      await editor.statusBar(/user · 2 hello/);
      // In the first session the panel of Ringside comes up there, in the place of the Debug Console.
      await editor.webview('table[role="treegrid"]');
      await editor.frontConsole(/birth of 2 hello/);
      await editor.picture('entry');
      await editor.page.keyboard.press('F5');
      await editor.terminal(/^hello, world\s+the machine is off, with status 0/);
      await editor.screenshot('end');
      await editor.frontConsole(/the machine is off/);
      await editor.visible('.repl', 'the machine is off, with status 0');
      assert.equal(await editor.page.locator('.repl .expression .warn, .repl .expression .error').count(), 0);
    });

    it('a program that reads has a terminal, and all say that it waits', async () => {
      await open('greeting.c');
      await editor.start();
      await editor.visible('.debug-call-stack', 'main');
      await editor.page.keyboard.press('F5');
      await editor.terminal(/^What is your name\?/);
      await editor.statusBar(/waits for input/);
      await editor.screenshot('waits');
      await editor.page.locator('.xterm').first().click();
      await editor.page.keyboard.type('Bob');
      await editor.page.keyboard.press('Control+U');
      await editor.page.keyboard.type('Adz');
      await editor.page.keyboard.press('Backspace');
      await editor.page.keyboard.type('a');
      await editor.terminal(/^What is your name\? Ada\s*$/);
      await editor.page.keyboard.press('Enter');
      await editor.terminal(/^What is your name\? Ada\s+Hello, Ada\.\s+the machine is off, with status 0/);
      await editor.screenshot('answered');
    });

    it('into the kernel: one stack, the mode, the registers, what the system call has done', async () => {
      await open('hello.c');
      await editor.start();
      await editor.visible('.debug-call-stack', 'main');
      await editor.collapse('watch');
      await editor.functionBreakpoint('sys_write');
      await editor.page.keyboard.press('F5');
      await editor.callStack(/sys_write/);
      await editor.collapse('breakpoints');
      await editor.collapse('variables');
      const stack = await editor.callStack(/user → kernel · write/);
      assert.match(
        stack,
        /sys_write[\s\S]*syscall[\s\S]*user → kernel · write[\s\S]*write[\s\S]*main[\s\S]*_start/,
      );
      await editor.statusBar(/kernel · 2 hello/);
      await editor.frontConsole(/write\(1, "hello, world/);
      await editor.picture('write');
      await editor.press('debug-step-back');
      await editor.statusBar(/kernel · 2 hello ·\s+[\d,]+ of [\d,]+/);
      await editor.screenshot('back');
      await editor.press('debug-reverse-continue');
      await editor.statusBar(/·\s+0 of [\d,]+/);
    });

    it('two processes, one of them blocked, each with its name and its stack', async () => {
      await open('pipe.c');
      await editor.start();
      await editor.visible('.debug-call-stack', 'main');
      await editor.collapse('watch');
      await editor.functionBreakpoint('pipe_write');
      await editor.page.keyboard.press('F5');
      await editor.callStack(/pipe_write/);
      await editor.collapse('breakpoints');
      await editor.collapse('variables');
      await editor.visible('.debug-call-stack', '2 pipe');
      await editor.visible('.debug-call-stack', '3 pipe');
      await editor.callStack(/user → kernel · write/);
      await editor.picture('processes');
    });

    it('values stand in the text while stepping', async () => {
      await open('sum.c', { 'sum.c': sum });
      await editor.start();
      await editor.visible('.debug-call-stack', 'main');
      for (const line of [8, 9]) {
        await editor.command('Debug: Step Over');
        await editor.callStack(new RegExp(`main[^\\n]*\\s[^\\n]*\\n?${line}:`));
      }
      await editor.text('.view-lines', /first,\W+(right:\W*)?2\);\W+total\W+3,\W+first\W+1\W/);
      await editor.text('.view-lines', /return\W+left\W+right;\s*\}/);
      await editor.screenshot('inline');
      await editor.command('Ringside: Show Line Counts');
      await editor.lineCounts(['1', '1', '1', '1', '1', '0', '0']);
      await editor.screenshot('line-counts');
      await editor.command('Ringside: Show Line Counts');
      await editor.lineCounts([]);
    });

    it('values of registers stand in the text of assembly', async () => {
      editor = await Editor.open(look, 'hello.toy');
      await editor.statusBar(/Toy32/);
      await editor.start();
      await editor.visible('.debug-call-stack', 'main');
      await editor.command('Debug: Step Over');
      await editor.text('.view-lines', /a0\W+0x00000001\W+1\)/);
      await editor.screenshot('inline-assembly');
    });

    it('a program that does not build says so, with its problems a click away', async () => {
      await open('broken.c', { 'broken.c': broken });
      await editor.start('.repl .expression');
      await editor.visible('.repl', "'missing' is not declared");
      // The server shows no toasts to tests.
      await editor.command('Notifications: Show Notifications');
      await editor.text('.notifications-center', /broken\.c does not build: 1 error/);
      assert.equal(await editor.page.locator('.monaco-dialog-box').count(), 0);
      await editor.page.locator('.notifications-center .monaco-button', { hasText: 'Show Problems' }).click();
      await editor.text('.markers-panel', /missing/);
      await editor.screenshot('broken');
    });
  });
