/** What stands at a place of the timeline: the instant, what a thread is at, and the event that is meant. */
import { type TimelineLayout, type TimelineModel, inDigits, laneLabel, spanWords } from '../../figures';
import { Everything, type Listing } from './listing';

/** Pixels within which an event is meant. */
const near = 6;
/** Of more events in so few pixels nobody means one. */
const most = 500;

/** A point of the picture: pixels from its left. */
export interface Point {
  readonly layout: TimelineLayout;
  readonly x: number;
}

/** In words; by a point also the event that is near, else the one of that very instant. */
export function wordsAt(model: TimelineModel, count: number, pid: number | undefined, point?: Point): string {
  const gap = model.gapAt(count);
  const span = pid === undefined ? model.running(count) : model.spanAt(pid, count);
  const index = point ? rowNear(new Everything(model), point, pid) : model.ticks.before(count + 1) - 1;
  const tick = index === undefined || index < 0 ? undefined : model.ticks.tick(index);
  const lane = tick && model.lane(tick.pid);
  const isNear = tick && (point !== undefined || tick.count === count);
  return [
    inDigits(Math.floor(count)),
    ...(gap ? [gap.words] : []),
    ...(span ? [spanWords(model, span)] : []),
    ...(isNear ? [`${inDigits(tick.count)} ${lane ? `${laneLabel(lane)}: ` : ''}${tick.words}`] : []),
  ].join(' \u00b7 ');
}

/** The place in a listing of what is meant by a point, of a thread where one is given. */
export function rowNear(listing: Listing, { layout, x }: Point, pid: number | undefined): number | undefined {
  const at = layout.count(x);
  const start = listing.before(layout.count(x - near));
  const end = Math.min(start + most, listing.before(layout.count(x + near) + 1));
  let found: number | undefined;
  let distance = Infinity;
  for (let index = start; index < end; index++) {
    const row = listing.row(index);
    const far = Math.abs(row.count - at);
    if ((pid !== undefined && row.pid !== pid) || far >= distance) continue;
    found = index;
    distance = far;
  }
  return found;
}
