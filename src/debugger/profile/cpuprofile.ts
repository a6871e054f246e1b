/** A profile as `.cpuprofile`, the format of V8's inspector (`Profiler.Profile`): an instruction is a microsecond. */
import { type CallNode, type Profile, type Site, titleOf } from './profiler';

/** `url`: the path of a source as whoever opens the file is to find it. */
export function cpuProfile({ root, looks, instructions }: Profile, url: (path: string) => string): object {
  const nodes = [...nodesFrom(root)];
  return {
    nodes: nodes.map(({ id, site, looks: hitCount, lines, children }) => ({
      id,
      callFrame: callFrame(site, url),
      hitCount,
      children: [...children.values()].map(child => child.id),
      positionTicks: [...lines].map(([line, ticks]) => ({ line: line + 1, ticks })),
    })),
    startTime: 0,
    endTime: instructions,
    samples: looks.map(({ node }) => node.id),
    // What lies between two times is the earlier look's.
    timeDeltas: [0, ...looks.slice(0, -1).map(look => look.instructions)],
  };
}

function callFrame(site: Site, url: (path: string) => string): object {
  const { place } = site;
  return {
    functionName: titleOf(site),
    scriptId: '0',
    url: place ? url(place.path) : '',
    lineNumber: place?.line ?? -1,
    columnNumber: place?.column ?? -1,
  };
}

function* nodesFrom(node: CallNode): Generator<CallNode> {
  yield node;
  for (const child of node.children.values()) yield* nodesFrom(child);
}
