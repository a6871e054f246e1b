/** Test files that go wrong, for the test of the runner: this one fails, and leaves a timer running. */
import assert from 'node:assert/strict';

describe('bad', () => {
  it('is right', () => assert.equal(1, 1));
  it('is wrong', () => assert.equal('left', 'right'));
  it('leaves a timer', () => assert.ok(setInterval(() => {}, 1000)));
});
