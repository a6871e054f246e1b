/**
 * Stepping line by line from main to the end, beside gdb's walk of the same program (gcc -g -O0), which stands in
 * `programs/walks/NAME.walk`. RINGSIDE_GDB=1 has gdb walk again.
 *
 * One thing is left out of the comparison, on both sides: the line of a call, once more, when the step that leaves the
 * function comes back to it. Ours is always shown; gdb shows it only where gcc's line table happens to have a second
 * row for that line behind the call.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session, isEnd } from './session';

const folder = join(__dirname, 'programs/walks');
const mostSteps = 1000;

interface Place {
  readonly depth: number;
  /** `main 12` */
  readonly text: string;
}

/** The lines of a walk without those that are shown again after a call. */
function withoutReturns(walk: readonly Place[]): string[] {
  const last: string[] = [];
  return walk.flatMap(({ depth, text }, index) => {
    const returned = depth < (walk[index - 1]?.depth ?? 0) && last[depth] === text;
    last[depth] = text;
    return returned ? [] : [`${'  '.repeat(depth)}${text}`];
  });
}

const parsed = (text: string): Place[] =>
  text
    .trimEnd()
    .split('\n')
    .map(line => ({ depth: line.search(/\S/) / 2, text: line.trim() }));

function walkByGdb(name: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'ringside-walk-'));
  try {
    const program = join(scratch, 'program');
    execFileSync('gcc', ['-g', '-O0', '-fno-builtin', '-o', program, join(folder, `${name}.c`)]);
    execFileSync('gdb', ['-q', '-batch', '-x', join(folder, 'walk.py'), program], {
      env: { ...process.env, WALK_SOURCE: `${name}.c`, WALK_OUTPUT: join(folder, `${name}.walk`) },
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function ownWalk(name: string): Promise<Place[]> {
  const path = `${name}.c`;
  const files = { [path]: readFileSync(join(folder, path), 'utf8') };
  const session = await Session.at({ files, programs: [path], timer: 0 });
  const walk: Place[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const { name: routine, source } = session.top;
    if (source?.path !== path) break;
    const own = session.debugger.examine.stack(session.pid).filter(frame => frame.source?.path === path);
    walk.push({ depth: own.length - 1, text: `${routine} ${source.line + 1}` });
    if (isEnd(await session.step('into', 'line', session.pid))) break;
  }
  session.end();
  return walk;
}

describe('a walk line by line, beside gdb’s', () => {
  const names = readdirSync(folder).flatMap(file => (file.endsWith('.c') ? [file.slice(0, -2)] : []));
  it('is made of five programs', () => assert.equal(names.length, 5));
  for (const name of names)
    it(`of ${name}.c`, async () => {
      if (process.env.RINGSIDE_GDB) walkByGdb(name);
      const theirs = parsed(readFileSync(join(folder, `${name}.walk`), 'utf8'));
      assert.ok(theirs.length > 10);
      assert.deepEqual(withoutReturns(await ownWalk(name)), withoutReturns(theirs));
    });
});
