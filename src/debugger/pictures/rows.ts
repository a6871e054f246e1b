/** The pictures that a client can follow, one row each. */
import type { Occurrence, Process } from '../../events';
import type { Batch, PictureName, TimelineMark } from '../../protocol';
import type { Runner } from '../../session';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import { MemoryLog } from './memory-log';
import type { Picture } from './picture';
import { ProtocolLog } from './protocol-log';
import { StacksLog } from './stacks-log';
import { SystemLog } from './system-log';
import { TimelineLog } from './timeline-log';

export interface PictureSources {
  readonly runner: Runner;
  readonly inspector: Inspector;
  readonly processes: Processes;
  /** Offsets of the kernel registers in the structure that they are saved in, by name. */
  readonly contextFields: ReadonlyMap<string, number>;
  /** The process that the user looks at. */
  readonly focus: () => number;
  readonly marks: () => readonly TimelineMark[];
  /** Milliseconds. */
  readonly now: () => number;
  readonly tell: <Name extends PictureName>(name: Name, batch: Batch<Name>) => void;
}

export function pictureRows(sources: PictureSources): Readonly<Record<PictureName, Picture>> {
  const { runner, processes, marks, now, tell } = sources;
  const { system } = runner;
  const inWords = onceFor((event: Occurrence) => runner.inWords(event));
  const present = () => runner.history?.present ?? system.machine.count;
  const isPast = () => runner.isPast;
  const waitText = (process: Process) => processes.waitText(process);
  return {
    protocol: new ProtocolLog({ system, inWords, present, tell: batch => tell('protocol', batch) }),
    timeline: new TimelineLog({
      system,
      inWords,
      present,
      waitText,
      marks,
      now,
      tell: batch => tell('timeline', batch),
    }),
    stacks: new StacksLog({ ...sources, system, isPast, tell: batch => tell('stacks', batch) }),
    memory: new MemoryLog({ ...sources, system, tell: batch => tell('memory', batch) }),
    system: new SystemLog({
      system,
      inWords,
      isPast,
      waitText,
      tell: batch => tell('system', batch),
    }),
  };
}

/** The same event is asked for by each picture that takes it. */
function onceFor<From extends object, To>(make: (from: From) => To): (from: From) => To {
  let last: { readonly from: From; readonly to: To } | undefined;
  return from => (last?.from === from ? last : (last = { from, to: make(from) })).to;
}
