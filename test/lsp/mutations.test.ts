import assert from 'node:assert/strict';
import { askAll, checkBuilt, mutant, randomFrom } from './mutations';

/** `npm run fuzz:lsp` asks about more of them, and others. */
const count = Number(process.env['RINGSIDE_LSP_MUTATIONS'] ?? 60);
const seed = Number(process.env['RINGSIDE_LSP_SEED'] ?? 1);

describe('the services of both languages', () => {
  it(`answer everything about ${count} texts that are being written`, function () {
    this.timeout(0);
    const random = randomFrom(seed);
    let [asked, built] = [0, 0];
    for (let at = 0; at < count; at++) {
      const source = mutant(random);
      asked += askAll(source);
      built += checkBuilt(source);
    }
    assert.ok(asked >= count * 20, `${asked} answers`);
    // Most are broken, and refused or left as they are.
    assert.ok(built >= count / 100, `${built} that were built again`);
  });
});
