/** Runs programs on a booted machine, for the tests of what runs inside the guest. */
import { hostFiles } from '../../src/cli/host-files';
import { type Executable } from '../../src/image';
import { type ConsoleInput, type Outcome, Runner, openSession, runToEnd } from '../../src/session';
import { type Program, buildKernel, buildProgram, bundledPrograms, createSystem } from '../../src/boot';
import { type Diagnostic, formatDiagnostic } from '../../src/source';
import { cache, guest } from '../support/guest';

export interface RunOptions {
  readonly timer?: number;
  /** Instructions. */
  readonly limit?: number;
  readonly input?: string;
  /** Texts on the disk, by path. */
  readonly disk?: Readonly<Record<string, string>>;
}

export interface Ran {
  /** The machine's exit status, or in words why it did not come to one. */
  readonly status: number | string;
  readonly output: string;
}

const build = { files: hostFiles, guest, cache };

/** Builds and runs these programs at once; each line is the path of a source, then its arguments. */
export async function run(lines: readonly (readonly string[])[], options: RunOptions = {}): Promise<Ran> {
  const { timer, limit = 400_000_000, input = '', disk = {} } = options;
  const kernel = buildKernel(build);
  const bundled = bundledPrograms(build);
  const executables = new Map([...new Set(lines.map(([path]) => path!))].map(path => [path, built(path)]));
  const programs = lines.map(([path, ...args]): Program => ({
    path: path!,
    args,
    executable: executables.get(path!)!,
  }));
  const { system, problem } = createSystem({
    kernel: kernel.executable ?? refuse(kernel.diagnostics),
    bundled: bundled.programs,
    programs,
    files: Object.entries(disk).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })),
    ...(timer !== undefined && { timer }),
  });
  if (!system) throw new Error(problem);
  const bytes: number[] = [];
  const host = {
    input: pipe(input),
    output: (byte: number) => void bytes.push(byte),
    breathe: async () => {},
    interrupted: false,
  };
  const status = statusOf(await runToEnd(new Runner(openSession(system)), host, limit));
  return { status, output: Buffer.from(bytes).toString('utf8') };
}

function built(path: string): Executable {
  const { executable, diagnostics } = buildProgram({ ...build, parts: [path] });
  return executable ?? refuse(diagnostics);
}

function refuse(diagnostics: readonly Diagnostic[]): never {
  throw new Error(diagnostics.map(diagnostic => formatDiagnostic(diagnostic)).join('\n'));
}

/** Standard input that is a file, as `ringside run … < file` has it. */
function pipe(text: string): ConsoleInput {
  const pieces: (Uint8Array | 'end')[] = [...(text ? [new TextEncoder().encode(text)] : []), 'end'];
  return { live: false, take: () => pieces.shift(), arrival: async () => {}, interrupt() {} };
}

function statusOf(outcome: Outcome): number | string {
  return outcome.reason === 'off' ? outcome.status : outcome.reason;
}

/** The text without addresses of code and stack, which any change of the compiler may move. */
export function withoutAddresses(text: string): string {
  return text.replace(/0x0000[1-9a-f]\w{3}|0x7f\w{6}/g, '0x…');
}
