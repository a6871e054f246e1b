/**
 * What of one row stands in whole pixels: thousands of small boxes a frame. They are written into a bitmap, since each call of
 * a canvas costs more than the pixels of such a box.
 */
import { element } from '../dom';

/** A colour as a word of a bitmap's data. */
export type Pixel = number;

export class Strip {
  private readonly canvas = element('canvas', {});
  private readonly context = this.canvas.getContext('2d');
  private image: ImageData | undefined;
  private pixels = new Uint32Array(0);
  private columns = 1;
  private lines = 1;
  private isEmpty = true;
  private scale = 1;

  /** In the canvas's own pixels: `scale` of them a pixel of the page. */
  resize(width: number, height: number, scale: number): void {
    this.scale = scale;
    this.columns = this.canvas.width = Math.max(1, Math.ceil(width * scale));
    this.lines = this.canvas.height = Math.max(1, Math.ceil(height * scale));
    this.image = this.context?.createImageData(this.columns, this.lines);
    this.pixels = new Uint32Array(this.image?.data.buffer ?? new ArrayBuffer(0));
    this.isEmpty = true;
  }

  /** A box in pixels of the page, from the upper left corner of the strip. */
  box(pixel: Pixel, x: number, y: number, width: number, height: number): void {
    const { pixels, scale, columns } = this;
    const left = Math.max(0, Math.round(x * scale));
    const right = Math.min(columns, Math.round((x + width) * scale));
    const top = Math.max(0, Math.round(y * scale));
    const bottom = Math.min(this.lines, Math.round((y + height) * scale));
    this.isEmpty = false;
    for (let line = top * columns; line < bottom * columns; line += columns)
      for (let at = line + left; at < line + right; at++) pixels[at] = pixel;
  }

  /** Puts all of it at a height of the page's picture, and begins anew. */
  flush(picture: CanvasRenderingContext2D, y: number): void {
    const { context, image, canvas, scale, columns, lines } = this;
    if (this.isEmpty || !context || !image) return;
    context.putImageData(image, 0, 0);
    picture.drawImage(canvas, 0, y, columns / scale, lines / scale);
    this.pixels.fill(0);
    this.isEmpty = true;
  }
}
