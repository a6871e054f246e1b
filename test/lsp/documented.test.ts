/** `docs/lsp.md` has a row for each request that is served. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requests } from '../../src/lsp/requests';
import { root } from '../support/guest';

describe('docs/lsp.md', () => {
  const text = readFileSync(join(root, 'docs/lsp.md'), 'utf8');
  for (const { method } of requests)
    it(`tells of ${method}`, () => {
      const group = method.slice(0, method.indexOf('/'));
      const last = method.slice(method.lastIndexOf('/') + 1);
      assert.ok(
        text.includes(method) || text.includes(`\`${last}\``) || text.includes(`\`${group}/\u2026\``),
        method,
      );
    });
});
