/** The numbers that stand for frames, lists of variables and places, from one stop of the machine to the next. */
import type {
  ChildrenRequest,
  Frame,
  JumpTarget,
  Scope,
  SourcePlace,
  StepTarget,
  Variable,
} from '../debugger';
import { RequestError } from './errors';

/** A scope, or a variable with children. */
export interface Container {
  /** Whose memory it is in. */
  readonly pid: number;
  readonly indexed?: number;
  readonly named?: number;
  list(request: ChildrenRequest): Variable[];
  /** Variables that the client has seen, by name. */
  readonly seen: Map<string, Variable>;
}

/** Things of one kind by number. A number is never given out twice, so that an old one is not taken for a new one. */
class Numbered<T> {
  private readonly things = new Map<number, T>();
  private last = 0;

  constructor(private readonly what: string) {}

  add(thing: T): number {
    this.things.set(++this.last, thing);
    return this.last;
  }

  get(number: number): T {
    const thing = this.things.get(number);
    if (thing !== undefined) return thing;
    throw new RequestError('unknown-reference', `there ${this.what} ${number} at this stop`);
  }

  clear(): void {
    this.things.clear();
  }
}

export class Handles {
  readonly stepTargets = new Numbered<StepTarget>('is no step-in target');
  readonly jumpTargets = new Numbered<JumpTarget>('is no goto target');
  readonly places = new Numbered<SourcePlace>('is no location');
  private frames = new Map<number, Frame>();
  private readonly containers = new Numbered<Container>('are no variables');

  /** The machine goes on: nothing of this stop holds any more. */
  reset(): void {
    this.frames.clear();
    for (const list of [this.containers, this.stepTargets, this.jumpTargets, this.places]) list.clear();
  }

  addFrames(frames: readonly Frame[]): void {
    for (const frame of frames) this.frames.set(frame.id, frame);
  }

  frame(id: number): Frame {
    const frame = this.frames.get(id);
    if (frame) return frame;
    throw new RequestError('unknown-reference', `there is no frame ${id} at this stop`);
  }

  addScope(scope: Scope, { pid }: Frame): number {
    return this.containers.add({
      pid,
      list: ({ hex, start = 0, count }) =>
        scope.variables({ hex }).slice(start, count === undefined ? undefined : start + count),
      seen: new Map(),
    });
  }

  /** 0 for a variable without children. */
  addVariable({ children, indexed, named }: Variable, pid: number): number {
    if (!children) return 0;
    return this.containers.add({ pid, indexed, named, list: request => children(request), seen: new Map() });
  }

  container(reference: number): Container {
    return this.containers.get(reference);
  }
}

/** The children that a client asks for, remembered for `setVariable`. */
export function children(
  container: Container,
  filter: 'indexed' | 'named' | undefined,
  request: ChildrenRequest,
): Variable[] {
  if (filter === 'indexed' && !container.indexed) return [];
  if (filter === 'named' && container.indexed && !container.named) return [];
  const list = container.list(request);
  for (const variable of list) container.seen.set(variable.name, variable);
  return list;
}

export function childNamed(container: Container, name: string): Variable {
  const seen = container.seen.get(name) ?? container.list({}).find(variable => variable.name === name);
  if (seen) return seen;
  throw new RequestError('unknown-reference', `there is no variable ${name} there`);
}
