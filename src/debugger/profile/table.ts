/** A profile as a table: the functions with most instructions of their own, and with those of what they call. */
import { type CallNode, type Profile, type Site, titleOf } from './profiler';
import { inDigits } from '../../source';

interface Row {
  readonly site: Site;
  own: number;
  /** With what it calls; a function that calls itself counts once. */
  all: number;
}

/** `most`: functions at most. */
export function profileTable(profile: Profile, most: number): string[] {
  const rows = rowsOf(profile);
  const shown = rows.slice(0, most);
  const rest = rows.length - shown.length;
  const { instructions, looks } = profile;
  return [
    `${inDigits(instructions)} instructions, looked at ${inDigits(looks.length)} times: ${shares(profile)}`,
    `${'own'.padStart(12)} ${'%'.padStart(6)} ${'with calls'.padStart(12)} ${'%'.padStart(6)}  function`,
    ...shown.map(({ site, own, all }) => {
      const share = (count: number) => ((100 * count) / instructions).toFixed(1).padStart(6);
      const counts = [own, all].map(count => `${inDigits(count).padStart(12)} ${share(count)}`);
      return `${counts.join(' ')}  ${titleOf(site)}`;
    }),
    ...(rest > 0 ? [`and ${inDigits(rest)} more with less`] : []),
  ];
}

/** Functions, most instructions of their own first; what is only called through comes in the order of all. */
function rowsOf({ root, looks }: Profile): Row[] {
  const own = new Map<CallNode, number>();
  for (const { node, instructions } of looks) own.set(node, (own.get(node) ?? 0) + instructions);
  const rows = new Map<Site, Row>();
  /** Adds up what is below a node, whose sites above it are already being counted; gives its instructions. */
  const count = (node: CallNode, above: ReadonlySet<Site>): number => {
    const { site } = node;
    const inside = new Set([...above, site]);
    const mine = own.get(node) ?? 0;
    let all = mine;
    for (const child of node.children.values()) all += count(child, inside);
    const row = rows.get(site) ?? { site, own: 0, all: 0 };
    rows.set(site, row);
    row.own += mine;
    if (!above.has(site)) row.all += all;
    return all;
  };
  count(root, new Set());
  rows.delete(root.site);
  return [...rows.values()]
    .filter(({ site }) => site.module !== undefined || site.name === '(idle)')
    .sort((a, b) => b.own - a.own || b.all - a.all);
}

/** Where the instructions went by mode, in words. */
function shares({ looks, instructions }: Profile): string {
  const sums = { user: 0, kernel: 0, idle: 0 };
  for (const { node, instructions: count } of looks) {
    const { module } = node.site;
    sums[module === undefined ? 'idle' : module === 'kernel' ? 'kernel' : 'user'] += count;
  }
  return Object.entries(sums)
    .map(([what, sum]) => `${what} ${((100 * sum) / instructions).toFixed(1)} %`)
    .join(', ');
}
