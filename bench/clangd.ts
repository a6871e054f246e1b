/**
 * Measures clangd at the same text and the same changes as the language services, where it is installed and /proc tells its CPU time
 * (in hundredths of a second, so that only the mean of many is worth anything).
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-languageserver/node';
import type { Figure } from './figures';

/** A text with one change, and the offset behind it. */
export interface Changed {
  readonly text: string;
  readonly offset: number;
}

/** Why it cannot be measured; undefined where it can. */
export function lacking(): string | undefined {
  if (!existsSync('/proc/self/stat')) return 'for want of /proc';
  return spawnSync('clangd', ['--version']).error && 'for want of clangd (Debian: clangd)';
}

/** Nothing that goes on by itself: no index, no lints of clang-tidy. */
const quiet = [
  '--background-index=false',
  '--clang-tidy=false',
  '--pch-storage=memory',
  '-j=1',
  '--log=error',
];

export async function measureClangd(
  what: string,
  first: string,
  changes: readonly Changed[],
  { root, folder }: { readonly root: string; readonly folder: string },
): Promise<Figure[]> {
  const home = join(folder, 'clangd');
  mkdirSync(home, { recursive: true });
  const flags = [
    '-nostdinc',
    '-isystem',
    join(root, 'guest/include'),
    '--target=riscv32',
    '-Wall',
    '-Wextra',
  ];
  writeFileSync(join(home, 'compile_flags.txt'), flags.map(flag => `${flag}\n`).join(''));
  const child = spawn('clangd', quiet, {
    stdio: ['pipe', 'pipe', 'ignore'],
  }) as unknown as ChildProcessWithoutNullStreams;
  const server = new Clangd(child, pathToFileURL(join(home, 'main.c')).href);
  try {
    await server.open(first);
    const [diagnostics, completion]: [number, number] = [0, 0];
    const times = { diagnostics, completion };
    for (const { text, offset } of changes) {
      times.diagnostics += await server.cost(() => server.change(text));
      times.completion += await server.cost(() => server.complete(text, offset));
    }
    const figure = (of: keyof typeof times, name: string): Figure => ({
      what: `clangd, ${what}, ${name}`,
      value: times[of] / changes.length,
      unit: 'ms',
      about: `mean of ${changes.length}`,
    });
    return [figure('diagnostics', 'change to diagnostics'), figure('completion', 'completion')];
  } finally {
    server.end();
  }
}

/** One server with one document. */
class Clangd {
  private readonly connection: MessageConnection;
  private version = 0;
  private published: (version: number) => void = () => {};

  constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly uri: string,
  ) {
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', ({ version }: { version: number }) =>
      this.published(version),
    );
    this.connection.listen();
  }

  async open(text: string): Promise<void> {
    const capabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };
    await this.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });
    await this.connection.sendNotification('initialized', {});
    await this.diagnosed('textDocument/didOpen', version => ({
      textDocument: { uri: this.uri, languageId: 'c', version, text },
    }));
  }

  change(text: string): Promise<void> {
    return this.diagnosed('textDocument/didChange', version => ({
      textDocument: { uri: this.uri, version },
      contentChanges: [{ text }],
    }));
  }

  async complete(text: string, offset: number): Promise<void> {
    const before = text.slice(0, offset).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    await this.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: this.uri },
      position,
    });
  }

  /** CPU time of the server in milliseconds while it does this. */
  async cost(work: () => Promise<void>): Promise<number> {
    const before = this.cpuTime();
    await work();
    return this.cpuTime() - before;
  }

  end(): void {
    this.connection.dispose();
    this.child.kill();
  }

  /** Until the diagnostics of the version that is told are there. */
  private async diagnosed(method: string, told: (version: number) => object): Promise<void> {
    const version = ++this.version;
    const there = new Promise<void>(resolve => {
      this.published = of => of === version && resolve();
    });
    await this.connection.sendNotification(method, told(version));
    await there;
  }

  private cpuTime(): number {
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields 14 and 15 of proc(5), user and system time; the first here is the third.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
}
