/** A session as text for a golden file, without what changes with every change of the kernel: addresses, counts. */
import { join } from 'node:path';
import type { Body, Recorded } from '../support/dap-client';
import { assertGolden } from '../support/golden';

/** Told by the clock of the host, so at other places in every run. */
const unsteady = new Set(['ringside/status', 'thread', 'process', 'module']);

/** Compares a session with `transcripts/NAME.txt`; UPDATE_GOLDEN=1 writes that instead. */
export function checkTranscript(name: string, record: readonly Recorded[], folder: string): void {
  assertGolden(join(__dirname, 'transcripts', `${name}.txt`), transcript(record, folder));
}

function transcript(record: readonly Recorded[], folder: string): string {
  const parts: string[] = [];
  let printed = '';
  for (const { sent, message } of record) {
    if (message.type === 'event' && unsteady.has(message.event)) continue;
    if (message.event === 'output' && message.body.category === 'stdout') {
      printed += message.body.output;
      continue;
    }
    if (printed !== '') parts.push(show('←', 'output', { category: 'stdout', output: printed }));
    printed = '';
    parts.push(sent ? show('→', message.command, message.arguments) : received(message));
  }
  return steady(parts.join('\n'), folder) + '\n';
}

function received(message: Body): string {
  if (message.type === 'event') return show('←', message.event, message.body);
  const { command, success, body } = message;
  if (command === 'initialize') return '← initialize: what the adapter can do';
  return success ? show('←', `${command}:`, body) : `← ${command} refused: ${message.message}`;
}

/** One line; a body of one list has each element on a line of its own. */
function show(arrow: string, title: string, body: Body): string {
  const head = `${arrow} ${title}`;
  if (body === undefined) return head;
  const entries = Object.entries(body);
  const list = entries.find(([, value]) => Array.isArray(value) && value.length > 0);
  if (arrow === '→' || !list || title === 'stopped') return `${head} ${json(body)}`;
  const rest = Object.fromEntries(entries.filter(entry => entry !== list));
  const more = Object.keys(rest).length > 0 ? ` ${json(rest)}` : '';
  return [head + more, ...(list[1] as Body[]).map(row => `    ${json(row)}`)].join('\n');
}

/** Numbers that stand for things, and the places in bundled sources, are left out. */
function json(value: Body): string {
  const bundled = JSON.stringify(value).includes('comes with Ringside');
  const references = ['sourceReference', 'valueLocationReference', 'declarationLocationReference'];
  const leaveOut = [...references, 'origin', ...(bundled ? ['line', 'column'] : [])];
  return JSON.stringify(value, (key, member) => (leaveOut.includes(key) ? undefined : member));
}

function steady(text: string, folder: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replace(/"variablesReference":[1-9]\d*/g, '"variablesReference":"…"')
    .replace(/"(frameId|id)":\d+/g, '"$1":"…"')
    .replace(/\b0x[0-9a-f]{4,8}\b/g, '0x…')
    .replace(/\+0x[0-9a-f]+\b/g, '+…')
    .replace(/\b[\d,]+ instructions/g, '… instructions')
    .replace(/\((\w+\.(toy|h)):\d+\)/g, '($1:…)')
    .replace(/"output":" *\d+ {2}/g, '"output":"… ');
}
