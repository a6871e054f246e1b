/** What a place in a random program can name, and what its expression may still do to it. */
import type { Random } from '../random';
import type { Scalar, Type } from './types';

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** May be written: not a constant, not the counter of a loop. */
  readonly writable: boolean;
  /** Others see what is written to it, or through it: a global variable, a pointer to one. */
  readonly shared: boolean;
  /** A local variable at which nothing points: a side effect inside of an expression can touch nothing else. */
  readonly isolated: boolean;
}

export interface FunctionType {
  readonly name: string;
  /** Undefined for void. */
  readonly returns: Type | undefined;
  readonly parameters: readonly Type[];
  /** Writes nothing that its caller sees: expressions may call it. */
  readonly pure: boolean;
  /** About how many operations a call takes. */
  readonly cost: number;
}

/** A place with a scalar in it. */
export interface Place {
  readonly text: string;
  readonly scalar: Scalar;
  readonly width?: number;
}

/**
 * The variables that one full expression has read and changed. No variable may be changed twice, or changed and
 * read: the order would be open (C99 6.5 paragraph 2).
 */
export class Sequence {
  readonly used = new Set<string>();
  readonly changed = new Set<string>();
}

export class Scope {
  readonly variables: Variable[];

  constructor(
    readonly random: Random,
    readonly outer: Scope | undefined,
    variables: readonly Variable[] = [],
  ) {
    this.variables = [...variables];
  }

  /** Inner ones more often than outer ones. */
  find(wanted: (variable: Variable) => boolean): Variable | undefined {
    const here = this.variables.filter(wanted);
    if (here.length && (this.random.percent(60) || !this.outer)) return this.random.pick(here);
    return this.outer?.find(wanted) ?? (here.length ? this.random.pick(here) : undefined);
  }

  all(): Variable[] {
    return [...this.variables, ...(this.outer?.all() ?? [])];
  }
}
