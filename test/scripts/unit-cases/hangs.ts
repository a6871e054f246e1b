/** A test that never ends, and lets nothing else happen. */
describe('hanging', () => {
  it('goes on for ever', () => {
    for (;;);
  });
});
