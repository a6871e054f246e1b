/** A newcomer's first minutes, at the keyboard. Screenshots are left in dist/test/screenshots. */
import assert from 'node:assert/strict';
import { Editor } from './support.mjs';

const shots = 'dist/test/screenshots';

describe('at the user interface', () => {
  let editor;
  afterEach(async function () {
    if (this.currentTest.state === 'failed') await editor?.screenshot(`${shots}/failed.png`);
    await editor?.close();
    editor = undefined;
  });

  it('F5 on hello.c, and into the kernel: stack, variables, console, status bar', async () => {
    editor = await Editor.open('hello.c');
    await editor.text('.statusbar', /\bC\b/);
    await editor.start();
    await editor.callStack(/main/);
    await editor.functionBreakpoint('sys_write');
    await editor.page.keyboard.press('F5');
    const stack = await editor.callStack(/sys_write[\s\S]*trap: system call write/);
    assert.match(stack, /sys_write[\s\S]*syscall[\s\S]*trap: system call write[\s\S]*write[\s\S]*main/);
    await editor.expandScope('Control registers');
    const variables = await editor.variables(/status/);
    assert.match(variables, /kernel/);
    assert.match(await editor.console(/write\(/), /trap table/);
    await editor.statusBar(/kernel · 2 hello/);
    await editor.screenshot(`${shots}/write.png`);
  });
});
