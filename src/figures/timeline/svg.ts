/** The timeline as a picture of its own: SVG with a title and a description, in light and dark. */
import type { TimelineArrow, TimelineMark, TimelineState, TimelineTickKind } from '../../protocol';
import {
  TimelineLayout,
  type TimelinePen,
  type TimelineRow,
  type TimelineView,
  timelineSizes,
} from './layout';
import type { Gap, TimelineModel } from './model';
import { escaped, pixels as n } from '../svg';
import { timelineStates } from './spans';
import { timelineSentence, timelineStatistics } from './statistics';
import { timelineTickKinds } from './ticks';
import { stateWords, tickWords } from './words';

const hues = ['#2a7fd4', '#c2571a', '#2f8f4e', '#8a52c7', '#b0892a', '#c23d6b'];

/** Colours that need no host; in the dark the letters are light. */
const style = `text{font:11px sans-serif;fill:#222}
.line{stroke:#8886;fill:none}.tick{stroke:#444;fill:none;stroke-width:1.3}.many{fill:#777}
.arrow{stroke:#c23d6b;fill:none;stroke-dasharray:3 2}.head{fill:#c23d6b}.arc{stroke:#777;fill:none}
.gap{fill:#8883}.mark{stroke:#c22;stroke-width:1.5}.mark-text{fill:#c22}.in{fill:#fff}
.idle{fill:#9995}.blocked{fill:#777}.ready{fill-opacity:.25;stroke-width:.6}
${hues.map((hue, index) => `.h${index}.user{fill:${hue}}.h${index}.kernel{fill:color-mix(in srgb,${hue} 55%,#000)}.h${index}.ready{fill:${hue};stroke:${hue}}`).join('\n')}
@media(prefers-color-scheme:dark){svg{background:#1e1e1e}text{fill:#ddd}.tick{stroke:#ccc}.blocked{fill:#aaa}}`;

/** How a tick is drawn, from the foot of it: shapes differ as well as places. */
export const tickPaths: Readonly<Record<TimelineTickKind, string>> = {
  call: 'M0 0v-7',
  fault: 'M-3 -7l6 6m0 -6l-6 6',
  interrupt: 'M0 0v-4m-3 0h6l-3 -5z',
  switch: 'M-3 -4l3 -3l3 3l-3 3z',
  disk: 'M-3 -7h6v6h-6z',
  console: 'M-3 -4a3 3 0 1 0 6 0a3 3 0 1 0 -6 0',
  pipe: 'M-3 -2h6m-6 -4h6',
  start: 'M3 -8h-3v8h3',
  end: 'M-3 -8h3v8h-3',
};

class SvgPen implements TimelinePen {
  readonly parts: string[] = [];

  constructor(private readonly view: TimelineView) {}

  axis(x: number, label: string): void {
    const { height } = this.view;
    this.parts.push(
      `<path class="line" d="M${n(x)} ${timelineSizes.axis - 4}V${n(height)}"/><text x="${n(x + 3)}" y="12">${label}</text>`,
    );
  }

  row({ label, y }: TimelineRow): void {
    const line = y + timelineSizes.row - 0.5;
    this.parts.push(
      `<text x="2" y="${n(y + timelineSizes.boxes + 11)}">${escaped(label)}</text><path class="line" d="M0 ${n(line)}H${n(this.view.width)}"/>`,
    );
  }

  gap({ words }: Gap, x: number, width: number): void {
    const { height } = this.view;
    this.parts.push(
      `<rect class="gap" x="${n(x)}" y="${timelineSizes.axis}" width="${n(width)}" height="${n(height)}"><title>${escaped(words)}</title></rect>`,
    );
  }

  box(state: TimelineState, hue: number, x: number, y: number, width: number, height: number): void {
    this.parts.push(
      `<rect class="h${hue % hues.length} ${state}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"/>`,
    );
  }

  text(words: string, state: TimelineState, x: number, y: number, width: number): void {
    const room = Math.floor((width - 6) / 6);
    const shown = words.length <= room ? words : `${words.slice(0, room - 1)}…`;
    const color = state === 'kernel' ? ' class="in"' : '';
    this.parts.push(`<text${color} x="${n(x + 3)}" y="${n(y + 11)}">${escaped(shown)}</text>`);
  }

  tick(kind: TimelineTickKind, x: number, y: number): void {
    this.parts.push(`<path class="tick" transform="translate(${n(x)} ${n(y)})" d="${tickPaths[kind]}"/>`);
  }

  ticks(share: number, x: number, y: number, width: number): void {
    const height = 1 + share * 9;
    this.parts.push(
      `<rect class="many" x="${n(x)}" y="${n(y - height)}" width="${n(width)}" height="${n(height)}"/>`,
    );
  }

  arc(_kind: string, x1: number, x2: number, y: number): void {
    const width = Math.max(1, x2 - x1);
    this.parts.push(`<path class="arc" d="M${n(x1)} ${n(y)}c0 -24 ${n(width)} -24 ${n(width)} 0"/>`);
  }

  arrow({ words, kind }: TimelineArrow, x1: number, y1: number, x2: number, y2: number): void {
    const head = `M${n(x2)} ${n(y2)}l-5 -3v6z`;
    this.parts.push(
      `<g><title>${escaped(`${kind} ${words}`.trim())}</title><path class="arrow" d="M${n(x1)} ${n(y1)}C${n(x1 + 8)} ${n(y2)} ${n(x2 - 12)} ${n(y2)} ${n(x2)} ${n(y2)}"/><path class="head" d="${head}"/></g>`,
    );
  }

  mark({ words }: TimelineMark, x: number): void {
    this.parts.push(
      `<path class="mark" d="M${n(x)} ${timelineSizes.axis - 6}V${n(this.view.height)}"/><text class="mark-text" x="${n(x + 3)}" y="${n(this.view.height - 4)}">${escaped(words)}</text>`,
    );
  }
}

/** `view` of it, or all of it in a width. */
export function timelineSvg(model: TimelineModel, given: number | TimelineView): string {
  const whole = (width: number): TimelineView => {
    const rows = new TimelineLayout(model, emptyView(width));
    return { ...emptyView(width), from: model.from, to: model.to, height: rows.fullHeight };
  };
  const view = typeof given === 'number' ? whole(given) : given;
  const layout = new TimelineLayout(model, view);
  const pen = new SvgPen(view);
  layout.draw(pen);
  const sentence = timelineSentence(timelineStatistics(model, view.from, Math.min(view.to, model.to)));
  const height = view.height + legendHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(view.width)}" height="${n(height)}" viewBox="0 0 ${n(view.width)} ${n(height)}" role="img" aria-labelledby="title">
<title id="title">${escaped(sentence)}</title>
<style>${style}</style>
<svg width="${n(view.width)}" height="${n(view.height)}">
${pen.parts.join('\n')}
</svg>
${legend(view)}
</svg>
`;
}

const legendHeight = 40;

const emptyView = (width: number): TimelineView => ({
  from: 0,
  to: 1,
  width,
  gutter: Math.min(130, width / 4),
  height: 0,
  scroll: 0,
  pinned: new Set(),
});

function legend({ width, height }: TimelineView): string {
  const entry = 118;
  const columns = Math.max(1, Math.floor(width / entry));
  const entries = [
    ...timelineStates.map(
      state =>
        `<rect class="h0 ${state}" x="0" y="-8" width="14" height="8"/><text x="18">${stateWords[state].split(':')[0]}</text>`,
    ),
    ...timelineTickKinds.map(
      kind =>
        `<path class="tick" transform="translate(7 0)" d="${tickPaths[kind]}"/><text x="18">${tickWords[kind]}</text>`,
    ),
  ];
  return entries
    .map((content, index) => {
      const [x, y] = [(index % columns) * entry + 4, height + 16 + Math.floor(index / columns) * 18];
      return `<g transform="translate(${n(x)} ${n(y)})">${content}</g>`;
    })
    .join('\n');
}
