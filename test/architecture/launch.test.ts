/** An attribute of a launch that nothing uses fails here. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchRows } from '../../src/boot';
import { root } from '../support/guest';

describe('what a launch says', () => {
  const source = join(root, 'src');
  const names = readdirSync(source, { recursive: true }).map(String);
  const code = names
    .filter(name => /\.ts$/.test(name) && !/launch.table\.ts$/.test(name))
    .map(name => readFileSync(join(source, name), 'utf8'))
    .join('\n');

  for (const name of Object.keys(launchRows))
    it(`${name} is used`, () => {
      const use = `\\blaunch\\.${name}\\b|\\{[^{}]*\\b${name}\\b[^{}]*\\}: (Recorded)?Launch\\b|\\bLaunch\\['${name}'\\]`;
      assert.ok(new RegExp(use).test(code), `no code reads ${name} of a launch`);
    });
});
