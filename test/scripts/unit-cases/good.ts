/** A test that is right. */
import assert from 'node:assert/strict';

describe('good', () => {
  it('is right', () => assert.equal(1, 1));
});
