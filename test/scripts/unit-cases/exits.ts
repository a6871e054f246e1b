/** A test that ends the process. */
describe('exiting', () => {
  it('ends the process', () => process.exit(3));
});
