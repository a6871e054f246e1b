/**
 * Runs a bundle with what V8 made of it the last time, so that a start need not compile what starts before it have
 * compiled. It is kept in a file in the user's folder for caches, one for each name of a bundle and
 * version of Node. What does not fit, because the bundle or V8 is another one, is made anew. `NODE_COMPILE_CACHE` names another folder,
 * and `NODE_DISABLE_COMPILE_CACHE=1` does without, as for Node's own cache, which is there from Node 22 on only.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** How often what has been compiled is written down for each use: different inputs need different functions. */
const writes = 3;
/** Milliseconds after which a program that goes on has done what programs do at their start. */
const settled = 5000;

/** What stands before V8's data, as a line of JSON. */
interface Header {
  /** Of the bundle and of what has compiled it. */
  readonly made: string;
  /** How often it has been written for each use. */
  readonly uses: Readonly<Record<string, number>>;
  /** Bytes that follow. */
  readonly size: number;
}

/** Runs a CommonJS module. `use` is a word for what it will do: each uses other functions of it. */
export function runCompiled(file: string, use: string): void {
  // A bundle is pure ASCII.
  const source = readFileSync(file, 'latin1');
  const cache = cacheFile(file);
  const made = madeOf(file);
  const before = cache === undefined ? undefined : readCache(cache, made);
  const script = new Script(wrap(source), { filename: file, ...(before && { cachedData: before.data }) });
  const uses = script.cachedDataRejected ? {} : (before?.uses ?? {});
  const times = uses[use] ?? 0;
  if (cache !== undefined && times < writes)
    whenSettled(() =>
      writeCache(cache, { made, uses: { ...uses, [use]: times + 1 } }, script.createCachedData()),
    );
  const module = { exports: {} };
  const run = script.runInThisContext() as (...words: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
}

/** At the end of the program, or when it has run for a while. */
function whenSettled(work: () => void): void {
  let done = false;
  const once = () => {
    if (!done) work();
    done = true;
  };
  process.once('exit', once);
  setTimeout(once, settled).unref();
}

function cacheFile(file: string): string | undefined {
  const folder = cacheFolder();
  return folder && join(folder, `${basename(file, '.js')}-${process.version}-${process.arch}.bin`);
}

/** Where what can be made again is kept; undefined if nothing is to be. */
export function cacheFolder(): string | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  return process.env.NODE_COMPILE_CACHE || join(cacheHome(), 'ringside');
}

/** Where the system wants programs to keep what they can make again. */
function cacheHome(): string {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}

/** A text that another version of a bundle does not have. */
export function madeOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file} ${size} ${mtimeMs}`;
}

function readCache(
  file: string,
  made: string,
): { readonly uses: Header['uses']; readonly data: Buffer } | undefined {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf('\n');
    const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
    const data = bytes.subarray(end + 1);
    return header.made === made && header.size === data.length ? { uses: header.uses, data } : undefined;
  } catch {
    // There is none yet, or it is none of ours: it is made anew.
    return undefined;
  }
}

/** Another program that starts meanwhile sees the old one or the new one, whole. */
function writeCache(file: string, header: Omit<Header, 'size'>, data: Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      draft,
      Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, size: data.length })}\n`), data]),
    );
    renameSync(draft, file);
  } catch {
    // No place to keep it: the next start compiles again, as this one has.
  }
}
