import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../scripts/generate/index';

describe('generated files', () => {
  for (const [path, text] of Object.entries(generatedFiles))
    it(`${path} is what \`npm run generate\` writes`, () => {
      assert.equal(readFileSync(join(__dirname, '../..', path), 'utf8'), text());
    });
});
