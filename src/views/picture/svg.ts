/** Draws shapes as SVG, and makes of a drawing a file that stands by itself. */
import type { Arrow, Drawing, Shape } from '../../figures';
import { isAboutIt } from '../pointing';

const namespace = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number>>;

function svgElement(
  name: string,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): SVGElement {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** `label`: what a screen reader says of it. */
export function drawn({ width, height, shapes }: Drawing, label: string): SVGElement {
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return svgElement('svg', { ...size, role: 'img', 'aria-label': label }, ...shapes.map(shape));
}

function shape(given: Shape): SVGElement {
  switch (given.kind) {
    case 'box': {
      const { x, y, width, height, look, round, about } = given;
      const rect = svgElement('rect', { x, y, width, height, rx: round ? 6 : 0, class: `box ${look}` });
      return isAboutIt(rect, about);
    }
    case 'words': {
      const { x, y, text, look, anchor = 'start', code, title, about } = given;
      const attributes = { x, y, 'text-anchor': anchor, 'dominant-baseline': 'central', 'xml:space': 'preserve', class: `words ${look}${code ? ' code' : ''}` }; // prettier-ignore
      const whole = title === undefined ? [] : [svgElement('title', {}, title)];
      return isAboutIt(svgElement('text', attributes, text, ...whole), about);
    }
    case 'arrow':
      return arrow(given);
  }
}

/** Pixels. */
const head = { length: 8, half: 4 };

/** Its head is a shape of its own: what software does has an open one, so that the two are told apart without colours. */
function arrow({ points, look }: Arrow): SVGElement {
  const [end = [0, 0], before = end] = [points.at(-1), points.at(-2)];
  const length = Math.hypot(end[0] - before[0], end[1] - before[1]) || 1;
  const [dx, dy] = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
  const side = (sign: number) =>
    `${end[0] - dx * head.length - sign * dy * head.half},${end[1] - dy * head.length + sign * dx * head.half}`;
  const line = points.map(([x, y]) => `${x},${y}`).join(' ');
  const tip = [side(1), `${end[0]},${end[1]}`, side(-1)].join(' ');
  return svgElement(
    'g',
    { class: `arrow ${look}` },
    svgElement('polyline', { points: line, class: 'line' }),
    svgElement(look === 'software' ? 'polyline' : 'polygon', { points: tip, class: look === 'software' ? 'line' : 'tip' }), // prettier-ignore
  );
}

/** What style sheets say of shapes, which a file has to say itself. */
const styles = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
];

/** The text of an SVG file of a drawing that stands in the page. */
export function fileOf(svg: SVGElement): string {
  const copy = svg.cloneNode(true) as SVGElement;
  const [from, to] = [svg, copy].map(each => [...each.querySelectorAll<SVGElement>('*')]);
  for (const [index, element] of (from ?? []).entries()) {
    const computed = getComputedStyle(element);
    for (const name of styles) to?.[index]?.setAttribute(name, computed.getPropertyValue(name));
  }
  const background = getComputedStyle(document.body).backgroundColor;
  copy.prepend(svgElement('rect', { width: '100%', height: '100%', fill: background }));
  copy.setAttribute('xmlns', namespace);
  return new XMLSerializer().serializeToString(copy);
}
