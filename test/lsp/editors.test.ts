/**
 * Other editors with the settings of the README: Neovim and Emacs attach the real server, complete, explain, go to definitions and
 * rename. `npm test` does not fetch them: `apt-get install neovim emacs-nox elpa-eglot` brings both.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasJudge } from '../../scripts/judges.mjs';
import { buildCommandLine, commandLine, withFolder } from '../support/command-line';
import { root } from '../support/guest';

const files = {
  'main.c': `#include <stdio.h>
#include <unistd.h>

static int twice(int number) { return 2 * number; }

int main(void)
{
    write(1, "hi\\n", 3);
    printf("%d\\n", twice(4));
    return 0;
}
`,
  'add.toy': `# Adds up.
.global add
add:
    add a0, a0, a1
    beqz a0, none
    ret
none:
    li a0, 1
    ret
`,
};

/** Lines from 1 and columns from 0, as both editors count. */
const places = {
  'main.c': { hover: [8, 6], complete: [8, 7], use: [9, 20] },
  'add.toy': { hover: [4, 5], complete: [5, 13], use: [5, 14] },
};

interface Found {
  readonly hover: string;
  readonly completion: readonly string[];
  readonly definition: number;
  readonly renamed: readonly string[];
}

/** The README's settings of one language that are about the language server. */
function settings(language: string): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
  const found = blocks.find(
    ([, name, text]) => name === language && text?.includes("'lsp'") !== text?.includes('"lsp"'),
  );
  assert.ok(found?.[2], `the README has no settings in ${language}`);
  return found[2];
}

/** Runs an editor on the files: a program with the names of its settings, of what is to be done, as its arguments. */
async function answers(
  language: 'lua' | 'elisp',
  script: string,
  command: (settings: string, script: string) => readonly [string, ...string[]],
): Promise<Record<keyof typeof files, Found>> {
  const tools = {
    'bin/ringside': `#!/bin/sh\nexec "${process.execPath}" "${commandLine}" "$@"\n`,
    [`settings.${language}`]: settings(language),
  };
  return withFolder({ ...files, ...tools }, folder => {
    const own = realpathSync(folder);
    chmodSync(join(own, 'bin/ringside'), 0o755);
    writeFileSync(join(own, 'answers.json'), '');
    const [program, ...words] = command(
      join(own, `settings.${language}`),
      join(root, 'test/lsp/editors', script),
    );
    const { stdout, stderr } = spawnSync(program, words, {
      cwd: own,
      encoding: 'utf8',
      timeout: 120_000,
      env: {
        ...process.env,
        HOME: own,
        PATH: [join(own, 'bin'), process.env['PATH']].join(delimiter),
        PLACES: JSON.stringify(places),
        ANSWERS: join(own, 'answers.json'),
      },
    });
    const text = readFileSync(join(own, 'answers.json'), 'utf8');
    assert.ok(text, `${stdout}${stderr}`);
    return JSON.parse(text) as Record<keyof typeof files, Found>;
  });
}

const editors = [
  {
    judge: 'neovim',
    title: 'Neovim',
    run: () =>
      answers('lua', 'neovim.lua', (init, script) => [
        // From 0.8 on it finds types of files by what Lua adds, without being told to.
        ...(['nvim', '--headless', '--clean', '--cmd', 'let g:do_filetype_lua = 1', '-u', init] as const),
        ...['-c', `luafile ${script}`, '-c', 'qa!'],
      ]),
  },
  {
    judge: 'emacs',
    title: 'Emacs with eglot',
    run: () =>
      answers('elisp', 'emacs.el', (init, script) => [
        ...(['emacs', '--batch', '-f', 'package-initialize'] as const),
        ...['-l', init, '-l', script],
      ]),
  },
] as const;

for (const { judge, title, run } of editors)
  describe(`${title} with the settings of the README`, () => {
    let found: Record<keyof typeof files, Found>;

    before(async function () {
      if (!hasJudge(judge)) this.skip();
      buildCommandLine();
      found = await run();
    });

    it('completes what fits', () => {
      assert.ok(found['main.c'].completion.includes('write'));
      assert.deepEqual(found['add.toy'].completion.filter(label => /^(add|none)$/.test(label)).sort(), [
        'add',
        'none',
      ]);
    });

    it('explains what is pointed at', () => {
      assert.match(found['main.c'].hover, /ssize_t write\(int fd, const void \*buffer, size_t count\)/);
      assert.match(found['add.toy'].hover, /add rd, rs1, rs2/);
    });

    it('goes to definitions', () => {
      assert.deepEqual([found['main.c'].definition, found['add.toy'].definition], [4, 7]);
    });

    it('renames', () => {
      const changed = (name: keyof typeof files) =>
        found[name].renamed.filter(line => line.includes('renamed'));
      assert.deepEqual(changed('main.c'), [
        'static int renamed(int number) { return 2 * number; }',
        '    printf("%d\\n", renamed(4));',
      ]);
      assert.deepEqual(changed('add.toy'), ['    beqz a0, renamed', 'renamed:']);
    });
  });
