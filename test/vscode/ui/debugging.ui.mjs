/** A newcomer's first minutes, at the keyboard. Screenshots are left in dist/test/screenshots. */
import assert from 'node:assert/strict';
import { Editor } from './support.mjs';

const shots = 'dist/test/screenshots';
const size = { width: 1800, height: 1200 };

describe('at the user interface', () => {
  let editor;
  afterEach(async function () {
    if (this.currentTest.state === 'failed') await editor?.screenshot(`${shots}/failed.png`);
    await editor?.close();
    editor = undefined;
  });

  it('F5 on hello.c, and into the kernel: stack, variables, console, status bar', async () => {
    editor = await Editor.open('hello.c', size);
    await editor.text('.statusbar', /\bC\b/);
    await editor.start();
    await editor.callStack(/main/);
    await editor.widen(620);
    await editor.collapse('watch');
    await editor.functionBreakpoint('sys_write');
    await editor.page.keyboard.press('F5');
    const stack = await editor.callStack(/sys_write[\s\S]*trap: system call write/);
    assert.match(stack, /sys_write[\s\S]*syscall[\s\S]*user → kernel[\s\S]*write[\s\S]*main[\s\S]*_start/);
    await editor.collapse('breakpoints');
    await editor.expandScope('Control registers');
    assert.match(await editor.variables(/status/), /kernel/);
    await editor.expandScope('Registers');
    await editor.variables(/\bt0\b/);
    await editor.console(/system call write\(1, "hello, world/);
    await editor.statusBar(/kernel · 2 hello/);
    await editor.screenshot(`${shots}/write.png`);
    await editor.page.keyboard.press('F5');
    await editor.console(/the machine is off, with status 0/);
  });

  it('two processes, one of them blocked, each with its stack', async () => {
    editor = await Editor.open('pipe.c', size);
    await editor.text('.statusbar', /\bC\b/);
    await editor.start();
    await editor.callStack(/main/);
    await editor.widen(620);
    await editor.collapse('watch');
    await editor.functionBreakpoint('pipe_write');
    await editor.page.keyboard.press('F5');
    await editor.callStack(/pipe_write[\s\S]*trap: system call write/);
    await editor.callStack(/3 pipe \(blocked: .*pipe/);
    await editor.expandThread('3 pipe');
    await editor.callStack(/switch_to[\s\S]*pipe_read/);
    await editor.collapse('variables');
    await editor.callStack(/pipe_read[\s\S]*trap: system call read[\s\S]*reader[\s\S]*main/);
    await editor.screenshot(`${shots}/processes.png`);
  });
});
