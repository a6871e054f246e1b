/** Golden files: what came out once, was read by a person, and must come out again. UPDATE_GOLDEN=1 writes them anew. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

export const updatesGolden = process.env['UPDATE_GOLDEN'] === '1';

/** Holds a text equal to a file. */
export function assertGolden(path: string, text: string, encoding: 'utf8' | 'latin1' = 'utf8'): void {
  if (updatesGolden) writeFileSync(path, text, encoding);
  else
    assert.equal(text, readFileSync(path, encoding), `not what is in ${path}; UPDATE_GOLDEN=1 rewrites it`);
}
