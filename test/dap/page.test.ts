/** The page of the protocol says what is there: its lists are held against the adapter's sources and the protocol's types. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { absentCapabilities, absentEvents, absentRequests, sentEvents } from '../../scripts/generate/dap';
import { capabilities } from '../../src/dap/capabilities';
import { requestRows } from '../../src/dap/requests';
import { root } from '../support/guest';

describe('the page of the Debug Adapter Protocol', () => {
  const folder = join(root, 'src/dap');
  const names = readdirSync(folder, { recursive: true }).map(String);
  const sources = names
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const types = readFileSync(join(root, 'node_modules/@vscode/debugprotocol/lib/debugProtocol.d.ts'), 'utf8');
  const namesIn = (pattern: RegExp, text = types) =>
    [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].sort();
  const sorted = (...lists: readonly (readonly string[])[]) => lists.flat().sort();

  it('has every event that is sent, and none besides', () =>
    assert.deepEqual(namesIn(/\bsend\(\s*'(\w+)'/g, sources), Object.keys(sentEvents).sort()));

  it('has every event of the protocol once', () => {
    const all = namesIn(/^\s+(?:\/\/ )?event: '(\w+)';/gm);
    assert.ok(all.length > 10);
    assert.deepEqual(sorted(Object.keys(sentEvents), Object.keys(absentEvents)), all);
  });

  it('has every request of the protocol once', () => {
    const all = namesIn(/^\s+(?:\/\/ )?command: '(\w+)';/gm);
    assert.ok(all.length > 30);
    const answered = Object.keys(requestRows).filter(name => !name.startsWith('ringside/'));
    const listed = new Set([...answered, ...Object.keys(absentRequests)]);
    assert.deepEqual([...listed].sort(), all);
  });

  it('has every capability of the protocol once', () => {
    const [, body = ''] = /interface Capabilities \{([\s\S]*?)\n\t\}/.exec(types) ?? [];
    const all = namesIn(/^\t\t(\w+)\?:/gm, body);
    assert.ok(all.length > 30);
    assert.deepEqual(sorted(Object.keys(capabilities), Object.keys(absentCapabilities)), all);
  });
});
