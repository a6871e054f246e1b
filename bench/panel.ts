/**
 * Measures the panel: how long the timeline's page computes for a frame while one zooms in a long run, in a headless browser,
 * and what it costs a computing program that its pictures are followed, over the pipes of a real `ringside dap`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DapClient } from '../test/support/dap-client';
import { pictureNames } from '../src/protocol';
import { type Figure, type Group, median } from './figures';

/** What of a page of playwright is used. */
interface Page {
  setContent(html: string): Promise<void>;
  evaluate<Result, Given>(work: (given: Given) => Result, given: Given): Promise<Awaited<Result>>;
  addScriptTag(script: { path: string }): Promise<unknown>;
}

export interface PanelOptions {
  readonly root: string;
  readonly folder: string;
  readonly openBrowser: (size: { readonly width: number; readonly height: number }) => Promise<{
    readonly browser: { close(): Promise<void> };
    readonly page: Page;
  }>;
}

/** Turns of four processes, each with a trap, a switch and two spans. */
const turns = 500_000;
const instructions = 1e9;
const frames = 300;
const runs = 5;

/** About 10^9 instructions. */
const program = `int main(void)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < 200000000; i++)
        sum = sum * 3 + i;
    return sum & 1;
}
`;

export async function measurePanel(options: PanelOptions): Promise<Group> {
  return {
    title: 'The panel (frames in a headless browser without a GPU; runs over the pipes of ringside dap)',
    figures: [...(await measureFrames(options)), await measureFollowing(options)],
  };
}

async function measureFrames({ root, openBrowser }: PanelOptions): Promise<Figure[]> {
  const { browser, page } = await openBrowser({ width: 1600, height: 400 });
  try {
    const styles = ['page', 'timeline'].map(name =>
      readFileSync(join(root, `media/views/${name}.css`), 'utf8'),
    );
    await page.setContent(`<!DOCTYPE html><style>${styles.join('\n')}</style><body></body>`);
    await page.evaluate(prepare, undefined);
    await page.addScriptTag({ path: join(root, 'dist/views/timeline.js') });
    await page.evaluate(fill, { turns, length: instructions / turns });
    const times = await page.evaluate(zoom, frames);
    const at = (share: number) =>
      [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? 0;
    const about = `10^9 instructions, ${(2 * turns).toExponential(0)} events, 1,600 pixels`;
    return [
      { what: 'script per frame while zooming, p50', value: at(0.5), unit: 'ms', about },
      { what: 'script per frame while zooming, p95', value: at(0.95), unit: 'ms', about: 'at most 8' },
    ];
  } finally {
    await browser.close();
  }
}

/** In the page: frames are drawn when it is said, so that what they take can be told. */
function prepare(): void {
  const callbacks: FrameRequestCallback[] = [];
  Object.assign(window, {
    acquireVsCodeApi: () => ({ postMessage: () => {}, getState: () => undefined, setState: () => {} }),
    frame: () => {
      for (const callback of callbacks.splice(0)) callback(0);
    },
    requestAnimationFrame: (callback: FrameRequestCallback) => callbacks.push(callback),
  });
}

/** In the page: the run, in parts as they come from a session. */
async function fill(given: { turns: number; length: number }): Promise<void> {
  const tell = (data: object) => window.dispatchEvent(new MessageEvent('message', { data }));
  tell({ kind: 'session', name: 'bench' });
  const perPart = 5000;
  for (let first = 0; first < given.turns; first += perPart) {
    const spans: object[] = [];
    const ticks: object[] = [];
    for (let turn = first; turn < first + perPart; turn++) {
      const [from, pid] = [turn * given.length, 2 + (turn % 4)];
      const trap = from + 100 + ((turn * 7919) % (given.length - 200));
      const to = from + given.length;
      spans.push({ from, to: trap, pid, state: 'user' });
      spans.push({ from: trap, to, pid, state: 'kernel', words: `write(1, "${turn % 100}", 2)` });
      for (const other of [2, 3, 4, 5])
        if (other !== pid) spans.push({ from, to, pid: other, state: turn % 50 === 0 ? 'blocked' : 'ready' });
      ticks.push({ count: trap, pid, kind: turn % 1000 === 0 ? 'fault' : 'call', words: 'write' });
      ticks.push({ count: to - 1, pid: 2 + ((turn + 1) % 4), kind: 'switch', words: 'switch' });
    }
    const [from, to] = [first * given.length, (first + perPart) * given.length];
    const lanes = first > 0 ? [] : [2, 3, 4, 5].map(pid => ({ pid, name: `p${pid}`, born: 0 }));
    tell({ kind: 'batch', batch: { parts: [{ from, to, lanes, spans, ticks, arrows: [] }], count: to } });
  }
  await new Promise(resolve => setTimeout(resolve, 500));
}

/** In the page: zooms in and out again, at another place each time; milliseconds of script for each frame. */
async function zoom(frames: number): Promise<number[]> {
  const { frame } = window as unknown as { frame: () => void };
  const canvas = document.querySelector('canvas')!;
  const { left, width } = canvas.getBoundingClientRect();
  const times: number[] = [];
  for (let index = 0; index < frames; index++) {
    const clientX = left + width * (0.2 + 0.6 * Math.abs(Math.sin(index)));
    const deltaY = index % 100 < 50 ? -100 : 100;
    const wheel = { clientX, clientY: 60, deltaY, bubbles: true, cancelable: true, view: window };
    const start = performance.now();
    canvas.dispatchEvent(new WheelEvent('wheel', wheel));
    frame();
    times.push(performance.now() - start);
    await new Promise(resolve => setTimeout(resolve, 4));
  }
  return times;
}

async function measureFollowing({ root, folder }: PanelOptions): Promise<Figure> {
  const programs = join(folder, 'panel');
  mkdirSync(programs);
  writeFileSync(join(programs, 'compute.c'), program);
  const times: { readonly alone: number[]; readonly followed: number[] } = { alone: [], followed: [] };
  for (let run = 0; run < runs; run++) {
    times.alone.push(await oneRun(join(root, 'dist/cli.js'), programs, false));
    times.followed.push(await oneRun(join(root, 'dist/cli.js'), programs, true));
  }
  const [alone, followed] = [median(times.alone), median(times.followed)];
  const about = `at most 10; ${(alone / 1000).toFixed(1)} s for 10^9 instructions alone`;
  return {
    what: 'a computing run with all pictures followed',
    value: (followed / alone - 1) * 100,
    unit: '% longer',
    about,
  };
}

/** Milliseconds from main to the end. */
async function oneRun(commandLine: string, folder: string, follows: boolean): Promise<number> {
  const client = DapClient.start(commandLine, folder);
  try {
    await client.startTo('breakpoint', { program: 'compute.c', trace: false });
    if (follows) for (const name of pictureNames) await client.request(`ringside/${name}`, {});
    await client.request('threads');
    const start = performance.now();
    await client.request('continue', { threadId: 2 });
    await client.event('terminated');
    return performance.now() - start;
  } finally {
    client.kill();
  }
}
