/** Zooming and going along with the wheel, by dragging and by pinching; a stretch is selected by dragging with Shift, or on the axis. */
import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom';
import { type Viewport, timelineSizes } from '../../figures';
import type { Picture } from './picture';

/** Pixels between where the pointer went down and up that are no drag yet. */
const still = 3;

export interface Listener {
  /** The stretch that is seen has changed. */
  moved(): void;
  /** Another stretch is selected, or none. */
  selected(): void;
  /** A click at a place, in pixels. */
  clicked(x: number, y: number): void;
  pointed(x: number | undefined, y: number): void;
}

export function addGestures(picture: Picture, viewport: Viewport, listener: Listener): void {
  addZoom(picture, viewport, listener);
  addSelecting(picture, listener);
  const { element } = picture;
  element.addEventListener('pointermove', ({ offsetX, offsetY }) => listener.pointed(offsetX, offsetY));
  element.addEventListener('pointerleave', () => listener.pointed(undefined, 0));
  element.addEventListener('wheel', event => wheel(event, picture, viewport, listener), { passive: false });
}

/** Sideways, or with Shift, it goes along; with Alt it scrolls the lanes. */
const isAlong = ({ deltaX, deltaY, shiftKey, altKey }: WheelEvent): boolean =>
  shiftKey || altKey || Math.abs(deltaX) > Math.abs(deltaY);

function wheel(event: WheelEvent, picture: Picture, viewport: Viewport, listener: Listener): void {
  if (event.ctrlKey || !isAlong(event)) return;
  event.preventDefault();
  const by = event.deltaX || event.deltaY;
  if (event.altKey) return void picture.scrollBy(by);
  viewport.pan(by / Math.max(1, picture.element.clientWidth));
  listener.moved();
}

const isSelecting = (event: MouseEvent): boolean => event.shiftKey || event.offsetY < timelineSizes.axis;

/** d3-zoom knows wheels, touches and drags; each of them begins at what is seen, so that keys may change it in between. */
function addZoom(picture: Picture, viewport: Viewport, listener: Listener): void {
  const { canvas } = picture;
  const target = select<HTMLCanvasElement, unknown>(canvas);
  let start = { from: 0, to: 0, x: (_count: number) => 0 };
  let last = { y: 0 };
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .filter((event: Event) => {
      if (event instanceof WheelEvent) return event.ctrlKey || !isAlong(event);
      return !(event instanceof MouseEvent) || (event.button === 0 && !isSelecting(event));
    })
    .on('start', () => {
      const { layout } = picture;
      start = { from: viewport.from, to: viewport.to, x: count => layout.x(count) };
      last = { y: 0 };
    })
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      const { gutter, width } = picture.layout.view;
      const perPixel = (start.to - start.from) / Math.max(1, width - gutter);
      const at = (x: number) => start.from + (transform.invertX(x) - gutter) * perPixel;
      viewport.show({ from: at(gutter), to: at(width) });
      const isDrag = sourceEvent instanceof MouseEvent && !(sourceEvent instanceof WheelEvent);
      if (isDrag) picture.scrollBy(last.y - transform.y);
      last = { y: transform.y };
      listener.moved();
    })
    .on('end', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      if (transform !== zoomIdentity) target.property('__zoom', zoomIdentity);
    });
  target.call(behaviour).on('dblclick.zoom', null);
}

function addSelecting(picture: Picture, listener: Listener): void {
  const { element, canvas } = picture;
  let down: { readonly x: number; readonly y: number; readonly selects: boolean } | undefined;
  canvas.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    down = { x: event.offsetX, y: event.offsetY, selects: isSelecting(event) };
    element.focus();
    if (down.selects) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', ({ offsetX }) => {
    if (!down?.selects || Math.abs(offsetX - down.x) < still) return;
    const { layout } = picture;
    const [from, to] = [down.x, offsetX].sort((a, b) => a - b) as [number, number];
    picture.selection = {
      from: Math.max(layout.view.from, Math.round(layout.count(from))),
      to: Math.min(layout.view.to, Math.round(layout.count(to))),
    };
    listener.selected();
  });
  canvas.addEventListener('pointerup', ({ offsetX, offsetY }) => {
    const isClick = down && Math.abs(offsetX - down.x) < still && Math.abs(offsetY - down.y) < still;
    if (isClick && down?.selects && picture.selection) {
      picture.selection = undefined;
      listener.selected();
    } else if (isClick) listener.clicked(offsetX, offsetY);
    down = undefined;
  });
}
