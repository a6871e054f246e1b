/** The stretch of time that is seen. */
import assert from 'node:assert/strict';
import { Viewport } from '../../src/figures';

const viewportOf = (to: number): Viewport => {
  const viewport = new Viewport();
  viewport.grow(0, to);
  return viewport;
};
const stretch = ({ from, to }: Viewport) => [from, to];

describe('the viewport of the timeline', () => {
  it('shows all, and goes on to do so while there is more', () => {
    const viewport = viewportOf(1000);
    viewport.grow(0, 5000);
    assert.deepEqual(stretch(viewport), [0, 5000]);
  });

  it('zooms around an instant, which stays where it is', () => {
    const viewport = viewportOf(1000);
    viewport.zoom(2, 250);
    assert.deepEqual(stretch(viewport), [125, 625]);
    viewport.zoom(0.5, 250);
    assert.deepEqual(stretch(viewport), [0, 1000]);
  });

  it('stays where one looks while there is more, but at the end goes along', () => {
    const viewport = viewportOf(1000);
    viewport.zoom(4, 500);
    const before = stretch(viewport);
    viewport.grow(0, 2000);
    assert.deepEqual(stretch(viewport), before);
    viewport.show({ from: 1800, to: 2000 });
    viewport.grow(0, 3000);
    assert.deepEqual(stretch(viewport), [2800, 3000]);
  });

  it('never leaves what there is, nor shows less than some instructions', () => {
    const viewport = viewportOf(1e9);
    for (let times = 0; times < 200; times++) viewport.zoom(1.5, 123_456_789);
    assert.ok(viewport.length >= 10 && viewport.length < 20, `${viewport.length}`);
    assert.ok(viewport.from <= 123_456_789 && viewport.to >= 123_456_789);
    viewport.pan(-1e12);
    assert.equal(viewport.from, 0);
    viewport.pan(1e12);
    assert.equal(viewport.to, 1e9);
    viewport.reveal(500);
    assert.ok(viewport.from <= 500 && viewport.to >= 500);
  });
});
