/**
 * The breakpoints that the client has set, list by list, so that a restarted machine gets them again. The client
 * knows each by a number that stays the same from one machine to the next.
 */
import type * as core from '../debugger';

type Apply = (target: core.Debugger) => core.Breakpoint[];

export class Breakpoints {
  private readonly lists = new Map<string, { apply: Apply; clientIds: readonly number[] }>();
  private clientIds = new Map<number, number>();
  private lastId = 0;

  /** Sets the list that `key` names, in place of the one before. */
  set(key: string, target: core.Debugger, apply: Apply): core.Breakpoint[] {
    const result = apply(target).map(breakpoint => this.forClient(breakpoint));
    this.lists.set(key, { apply, clientIds: result.map(({ id }) => id) });
    return result;
  }

  /** Sets all lists in a new machine; the result is what the client should know of them now. */
  reapply(target: core.Debugger): core.Breakpoint[] {
    this.clientIds = new Map();
    return [...this.lists.values()].flatMap(({ apply, clientIds }) =>
      apply(target).map((breakpoint, index) => {
        const clientId = clientIds[index];
        if (clientId !== undefined) this.clientIds.set(breakpoint.id, clientId);
        return this.forClient(breakpoint);
      }),
    );
  }

  /** With the number that the client knows it by. */
  forClient(breakpoint: core.Breakpoint): core.Breakpoint {
    return { ...breakpoint, id: this.clientId(breakpoint.id) };
  }

  clientId(id: number): number {
    const clientId = this.clientIds.get(id) ?? ++this.lastId;
    this.clientIds.set(id, clientId);
    return clientId;
  }
}
