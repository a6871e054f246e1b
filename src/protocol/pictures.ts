/**
 * The pictures that a client can follow, one row each: the request `ringside/NAME` begins and ends it, and events of the same
 * name bring the batches. In VS Code the page `src/views/NAME` shows it, as a view of the panel.
 */
import type { ProtocolBatch } from './figures';
import type { MemoryBatch, MemoryWishes } from './memory';
import type { StacksBatch, StacksWishes } from './stacks';
import type { SystemBatch } from './system';
import type { TimelineBatch, TimelineWishes } from './timeline';

export interface Pictures {
  readonly protocol: { readonly wishes: object; readonly batch: ProtocolBatch };
  readonly timeline: { readonly wishes: TimelineWishes; readonly batch: TimelineBatch };
  readonly stacks: { readonly wishes: StacksWishes; readonly batch: StacksBatch };
  readonly memory: { readonly wishes: MemoryWishes; readonly batch: MemoryBatch };
  readonly system: { readonly wishes: object; readonly batch: SystemBatch };
}

/** Their titles, in the order in which they stand beside each other. */
export const pictureTitles: Readonly<Record<PictureName, string>> = {
  protocol: 'Protocol',
  timeline: 'Timeline',
  stacks: 'Stacks',
  memory: 'Memory',
  system: 'System',
};

export type PictureName = keyof Pictures;
export const pictureNames = Object.keys(pictureTitles) as readonly PictureName[];

/** What it is told, and what it may wish beside. */
export type Batch<Name extends PictureName = PictureName> = Pictures[Name]['batch'];
export type Wishes<Name extends PictureName = PictureName> = Pictures[Name]['wishes'];

/** `follow` false: no more. */
export type Follow<Name extends PictureName = PictureName> = { readonly follow?: boolean } & Wishes<Name>;
