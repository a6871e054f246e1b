/** The states of processes as a diagram, after OSTEP's figure 4.2: who is in which, and the transition just taken. */
import { type SystemProcess, threadLabel } from '../../protocol';
import { type Drawing, type Look, type Shape, fitted, letter } from '../picture';

type State = 'embryo' | 'ready' | 'running' | 'blocked' | 'zombie';
type Point = readonly [number, number];

interface Node {
  readonly state: State;
  readonly column: 0 | 1;
  readonly row: 0 | 1 | 2;
}

const nodes: readonly Node[] = [
  { state: 'embryo', column: 0, row: 0 },
  { state: 'ready', column: 1, row: 0 },
  { state: 'blocked', column: 0, row: 1 },
  { state: 'running', column: 1, row: 1 },
  { state: 'zombie', column: 1, row: 2 },
];

interface Edge {
  readonly from: State;
  readonly to: State;
  readonly words: string;
}

const edges: readonly Edge[] = [
  { from: 'embryo', to: 'ready', words: 'made' },
  { from: 'ready', to: 'running', words: 'scheduled' },
  { from: 'running', to: 'ready', words: 'descheduled' },
  { from: 'running', to: 'blocked', words: 'waits' },
  { from: 'blocked', to: 'ready', words: 'wakes up' },
  { from: 'running', to: 'zombie', words: 'exits' },
];

/** Pixels. */
const narrowest = 264;
const widest = 640;
const widestNode = 240;
const gapBelow = 46;
const narrowestGap = 84;
const padding = 6;

/** A thread of a process that goes on has ended as a zombie has. */
const stateOf = ({ state }: SystemProcess): string => (state === 'ended' ? 'zombie' : state);

export const processName = ({ pid, name }: { readonly pid: number; readonly name: string }): string =>
  pid === 0 ? '0 idle' : `${threadLabel(pid)} ${name}`;

export function stateDiagram(processes: readonly SystemProcess[], given: number): Drawing {
  const width = Math.max(narrowest, Math.min(widest, given));
  const layout = new Layout(processes, width);
  return { width, height: layout.height, shapes: [...layout.nodes(), ...layout.edges()] };
}

/** The processes that have taken an edge since the last stop: it is on the shortest way from what they were. */
function takers(processes: readonly SystemProcess[], edge: Edge): readonly SystemProcess[] {
  return processes.filter(process => {
    if (process.before === undefined) return false;
    return wayTo(stateOf(process), [process.before === 'none' ? 'embryo' : process.before]).includes(edge);
  });
}

/** The edges of the shortest way from one of these states; none if there is no way, or it is there. */
function wayTo(to: string, reached: readonly string[], steps = edges.length): readonly Edge[] {
  if (reached.includes(to) || steps === 0) return [];
  const last = edges.find(edge => edge.to === to && reached.includes(edge.from));
  if (last) return [last];
  const next = edges.filter(({ from, to: other }) => reached.includes(from) && !reached.includes(other));
  const way = wayTo(to, [...reached, ...next.map(edge => edge.to)], steps - 1);
  const [first] = way;
  const before = first && next.find(edge => edge.to === first.from);
  return before ? [before, ...way] : way;
}

class Layout {
  readonly height: number;
  private readonly nodeWidth: number;
  private readonly tops: readonly number[];
  private readonly heights: readonly number[];

  constructor(
    private readonly processes: readonly SystemProcess[],
    private readonly width: number,
  ) {
    this.nodeWidth = Math.min(widestNode, (width - narrowestGap) / 2);
    const rows = [0, 1, 2].map(row =>
      Math.max(...nodes.filter(node => node.row === row).map(({ state }) => this.inState(state).length)),
    );
    this.heights = rows.map(count => (1 + Math.max(1, count)) * letter.line + 2 * padding);
    this.tops = this.heights.map((_, row) =>
      this.heights.slice(0, row).reduce((sum, height) => sum + height + gapBelow, 1),
    );
    this.height = (this.tops[2] ?? 0) + (this.heights[2] ?? 0) + 1;
  }

  nodes(): Shape[] {
    return nodes.flatMap(node => {
      const { x, y, width, height } = this.box(node);
      const inside = this.inState(node.state);
      const look: Look = node.state === 'running' ? 'strong' : 'plain';
      const lines = inside.map((process, index): Shape => {
        const text = processName(process);
        const cut = fitted(text, width - 2 * padding);
        return {
          kind: 'words',
          x: x + padding,
          y: y + padding + (index + 1.5) * letter.line,
          text: cut,
          look: process.before === undefined ? 'plain' : 'taken',
          code: true,
          ...(cut !== text && { title: text }),
          about: { pid: process.pid },
        };
      });
      return [
        { kind: 'box', x, y, width, height, look, round: true },
        { kind: 'words', x: x + padding, y: y + padding + letter.line / 2, text: node.state, look: 'quiet' },
        ...lines,
      ];
    });
  }

  edges(): Shape[] {
    return edges.flatMap(edge => {
      const taken = takers(this.processes, edge);
      const look: Look = taken.length > 0 ? 'taken' : 'quiet';
      const pids = taken.map(({ pid }) => threadLabel(pid)).join(', ');
      const { points, at, anchor } = this.route(edge);
      const [x, y] = at;
      const text = taken.length > 0 ? `${edge.words}: ${pids}` : edge.words;
      return [
        { kind: 'arrow', points, look },
        { kind: 'words', x, y, text, look, anchor },
      ];
    });
  }

  /** Where an arrow goes, and where its words stand. */
  private route({ from, to }: Edge): {
    readonly points: readonly Point[];
    readonly at: Point;
    readonly anchor: 'start' | 'middle' | 'end';
  } {
    const [a, b] = [this.boxOf(from), this.boxOf(to)];
    const middle = this.width / 2;
    const inset = 12;
    switch (`${from} ${to}`) {
      case 'embryo ready': {
        const y = a.y + 14;
        return { points: [[a.right, y], [b.x, y]], at: [middle, y - 8], anchor: 'middle' }; // prettier-ignore
      }
      case 'running blocked': {
        const y = a.y + 18;
        return { points: [[a.x, y], [b.right, y]], at: [middle, y - 8], anchor: 'middle' }; // prettier-ignore
      }
      case 'blocked ready': {
        const x = a.x + a.width / 2;
        const y = b.bottom - 8;
        const points: Point[] = [[x, a.y], [x, b.bottom + 12], [b.x - 10, b.bottom + 12], [b.x - 10, y], [b.x, y]]; // prettier-ignore
        return { points, at: [x + 6, b.bottom + 24], anchor: 'start' };
      }
      case 'ready running': {
        const x = b.x + inset;
        return { points: [[x, a.bottom], [x, b.y]], at: [x + 5, b.y - 12], anchor: 'start' }; // prettier-ignore
      }
      case 'running ready': {
        const x = a.right - inset;
        return { points: [[x, a.y], [x, b.bottom]], at: [x - 5, b.bottom + 12], anchor: 'end' }; // prettier-ignore
      }
      default: {
        const x = a.x + inset;
        return { points: [[x, a.bottom], [x, b.y]], at: [x + 5, b.y - gapBelow / 2], anchor: 'start' }; // prettier-ignore
      }
    }
  }

  private inState(state: State): readonly SystemProcess[] {
    return this.processes.filter(process => stateOf(process) === state);
  }

  private boxOf(state: State) {
    return this.box(nodes.find(node => node.state === state) ?? { state, column: 0, row: 0 });
  }

  private box({ column, row }: Node) {
    const { nodeWidth: width } = this;
    const x = column === 0 ? 1 : this.width - width - 1;
    const y = this.tops[row] ?? 0;
    const height = this.heights[row] ?? 0;
    return { x, y, width, height, right: x + width, bottom: y + height };
  }
}
