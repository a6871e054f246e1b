/** The notices of other people's code, against what the source maps say is in the bundles. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/guest';

const dist = join(root, 'dist');

/** `name version` of every package of which a bundle has a source. */
function bundled(map: string): string[] {
  const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] };
  return sources.flatMap(path => {
    const [, folder] = /(node_modules\/.*)$/.exec(path) ?? [];
    const [name] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(folder ?? '') ?? [];
    if (name === undefined) return [];
    const manifest = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8'));
    return [`${manifest.name} ${manifest.version}`];
  });
}

describe('the notices', () => {
  before(() => void execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'pipe' }));

  it('name every package that is bundled, and give its licence', () => {
    const maps = ['', 'web', 'views'].flatMap(folder =>
      readdirSync(join(dist, folder))
        .filter(name => name.endsWith('.js.map'))
        .map(name => join(dist, folder, name)),
    );
    const names = new Set(maps.flatMap(bundled));
    assert.ok(names.size > 5, `only ${[...names]}`);
    const [, ...parts] = readFileSync(join(dist, 'ThirdPartyNotices.txt'), 'utf8').split(/\n\n-{100}\n\n/);
    const told = parts.map(part => part.split(' (')[0]!);
    assert.deepEqual(told.sort(), [...names].sort());
    for (const part of parts)
      assert.match(
        part,
        /Permission is hereby granted|Permission to use|Blue Oak Model License|Redistribution and use in source/,
        part.split('\n')[0],
      );
  });

  it('are named at the head of every bundle', () => {
    for (const name of ['cli.js', 'extension.js', 'web/extension.js'])
      assert.match(readFileSync(join(dist, name), 'utf8').slice(0, 200), /ThirdPartyNotices\.txt/);
  });
});
