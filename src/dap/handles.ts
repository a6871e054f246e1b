/** The numbers that stand for frames, lists of variables and places, from one stop of the machine to the next. */
import type {
  ChildrenRequest,
  CallFrame,
  JumpTarget,
  VariableScope,
  SourcePlace,
  StepTarget,
  Variable,
} from '../debugger';
import { RequestError, StaleReference } from './errors';

/** A scope, or a variable with children. */
export interface Container {
  readonly indexed?: number;
  readonly named?: number;
  list(request: ChildrenRequest): Variable[];
  /** Variables that the client has seen, by name. */
  readonly seen: Map<string, Variable>;
}

/** Things of one kind by number. Numbers are never given out twice, so that an old one is known, and not taken for a new one. */
class Numbered<T> {
  private readonly things = new Map<number, T>();
  private last = 0;

  constructor(private readonly what: string) {}

  add(thing: T): number {
    this.things.set(++this.last, thing);
    return this.last;
  }

  /** Throws StaleReference for one of an earlier stop. */
  get(number: number): T {
    const sentence = `there ${this.what} ${number} at this stop`;
    return this.things.get(number) ?? missing(sentence, number > 0 && number <= this.last);
  }

  clear(): void {
    this.things.clear();
  }
}

export class Handles {
  readonly stepTargets = new Numbered<StepTarget>('is no step-in target');
  readonly jumpTargets = new Numbered<JumpTarget>('is no goto target');
  readonly places = new Numbered<SourcePlace>('is no location');
  private readonly containers = new Numbered<Container>('are no variables');
  private readonly frames = new Map<number, CallFrame>();
  private lastFrame = 0;
  /** Of frames, those that earlier machines have had. */
  private earlierFrames = 0;

  /** The machine goes on: nothing of this stop holds any more. */
  reset(): void {
    this.frames.clear();
    for (const list of [this.containers, this.stepTargets, this.jumpTargets, this.places]) list.clear();
  }

  /** Another machine, which numbers its frames from the beginning. */
  restart(): void {
    this.reset();
    this.earlierFrames = this.lastFrame;
  }

  addFrames(frames: readonly CallFrame[]): void {
    for (const frame of frames) {
      const id = this.frameId(frame);
      this.frames.set(id, frame);
      this.lastFrame = Math.max(this.lastFrame, id);
    }
  }

  frameId({ id }: CallFrame): number {
    return this.earlierFrames + id;
  }

  /** Throws StaleReference for one of an earlier stop. */
  frame(id: number): CallFrame {
    return (
      this.frames.get(id) ?? missing(`there is no frame ${id} at this stop`, id > 0 && id <= this.lastFrame)
    );
  }

  addScope(scope: VariableScope): number {
    return this.containers.add({
      list: ({ hex, start = 0, count }) =>
        scope.variables({ hex }).slice(start, count === undefined ? undefined : start + count),
      seen: new Map(),
    });
  }

  /** 0 for a variable without children. */
  addVariable({ children, indexed, named }: Variable): number {
    if (!children) return 0;
    return this.containers.add({ indexed, named, list: request => children(request), seen: new Map() });
  }

  /** Throws StaleReference for one of an earlier stop. */
  container(reference: number): Container {
    return this.containers.get(reference);
  }
}

function missing(sentence: string, given: boolean): never {
  throw given ? new StaleReference(sentence) : new RequestError('unknown-reference', sentence);
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
