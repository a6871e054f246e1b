/** Runs a test against the real adapter in a folder of its own, and holds every message to the protocol. */
import { checkMessages } from './messages';
import { commandLine, withFolder } from '../support/command-line';
import { type Body, DapClient } from '../support/dap-client';

export interface Surroundings {
  readonly client: DapClient;
  readonly folder: string;
}

export async function withClient(
  files: Readonly<Record<string, string>>,
  work: (surroundings: Surroundings) => Promise<void>,
): Promise<void> {
  await withFolder(files, async folder => {
    const client = DapClient.start(commandLine, folder);
    try {
      await work({ client, folder });
      checkMessages(client.record);
    } finally {
      client.kill();
    }
  });
}

/** Breakpoints on these lines, one-based, of a file. */
export const lines = (path: string, ...list: (number | object)[]): [string, object] => [
  'setBreakpoints',
  {
    source: { path },
    breakpoints: list.map(row => (typeof row === 'number' ? { line: row } : row)),
  },
];

export const functions = (...names: string[]): [string, object] => [
  'setFunctionBreakpoints',
  { breakpoints: names.map(name => ({ name })) },
];

/** The one-based line of a text that holds this. */
export function lineOf(text: string, part: string): number {
  const index = text.split('\n').findIndex(line => line.includes(part));
  if (index < 0) throw new Error(`no line has ${part}`);
  return index + 1;
}

/** Names of a stack's frames. */
export const names = (frames: readonly Body[]): string[] => frames.map(({ name }) => name);
