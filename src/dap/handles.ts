/** The numbers that stand for frames and for lists of variables, from one stop of the machine to the next. */
import type { ChildrenRequest, CallFrame, VariableScope, Variable } from '../debugger';
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

export class Handles {
  private frames = new Map<number, CallFrame>();
  private containers = new Map<number, Container>();
  /** Never given out twice, so that an old number is not taken for a new one. */
  private lastReference = 0;

  /** The machine goes on: nothing of this stop holds any more. */
  reset(): void {
    this.frames.clear();
    this.containers.clear();
  }

  addFrames(frames: readonly CallFrame[]): void {
    for (const frame of frames) this.frames.set(frame.id, frame);
  }

  frame(id: number): CallFrame {
    const frame = this.frames.get(id);
    if (frame) return frame;
    throw new RequestError('unknown-reference', `there is no frame ${id} at this stop`);
  }

  addScope(scope: VariableScope, { pid }: CallFrame): number {
    return this.add({
      pid,
      list: ({ hex, start = 0, count }) =>
        scope.variables({ hex }).slice(start, count === undefined ? undefined : start + count),
      seen: new Map(),
    });
  }

  /** 0 for a variable without children. */
  addVariable({ children, indexed, named }: Variable, pid: number): number {
    if (!children) return 0;
    return this.add({ pid, indexed, named, list: request => children(request), seen: new Map() });
  }

  container(reference: number): Container {
    const container = this.containers.get(reference);
    if (container) return container;
    throw new RequestError('unknown-reference', `there are no variables ${reference} at this stop`);
  }

  private add(container: Container): number {
    this.containers.set(++this.lastReference, container);
    return this.lastReference;
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
