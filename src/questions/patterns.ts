/** Patterns of events made ready for a run: what has to be listened for, and whether something that happens is meant. */
import { type World, sentenceOf } from '../debugger';
import type { Wish } from '../events';
import { causes, systemCalls } from '../isa';
import { didYouMean } from '../source';
import { type Happening, type Routine, isWho } from './happening';
import { type Code, type Events, type Kind, type Pattern, QuestionError } from './question';

/** What one or more questions need to be told. */
export interface Needs {
  readonly wishes: Set<Wish>;
  /** Entries of functions, by address; functions of several programs may share one. */
  readonly routines: Map<number, Routine[]>;
  readonly returns: Set<Routine>;
  accesses: boolean;
}

export const noNeeds = (): Needs => ({
  wishes: new Set(),
  routines: new Map(),
  returns: new Set(),
  accesses: false,
});

/** Whether something that happens is meant; `same`: of whom the other event is. */
export type Test = (happening: Happening, same?: number) => boolean;

export class Patterns {
  constructor(
    private readonly world: World,
    private readonly needs: Needs,
  ) {}

  /** Throws QuestionError for what is not in this system. Each happening is to be shown to the test, in order. */
  events({ any, between }: Events): Test {
    const tests = any.map(pattern => this.pattern(pattern));
    const matches: Test = (happening, same) => tests.some(test => test(happening, same));
    if (!between) return matches;
    const [begins, ends] = [this.pattern(between.begin), this.pattern(between.end)];
    let isBetween = false;
    return (happening, same) => {
      if (isBetween && ends(happening)) isBetween = false;
      const met = isBetween && matches(happening, same);
      if (!isBetween && begins(happening)) isBetween = true;
      return met;
    };
  }

  /** The text of an expression of C where something happens, checked. */
  expression(code: Code, patterns: readonly Pattern[], purpose: 'condition' | 'message'): Code {
    if (code.text.trim() === '') throw new QuestionError('there is no expression', code);
    for (const { kind } of patterns) {
      const problem = sentenceOf(() =>
        this.world.inspector.check(
          withNumbers(code.text, { address: 0, count: 0 }),
          purpose,
          this.positionOf(kind),
        ),
      );
      if (problem !== undefined) throw new QuestionError(problem, code);
    }
    return code;
  }

  /** Whether an expression is true where the machine stands; or why that cannot be said. */
  verdict({ text }: Code, happening: Happening): boolean | string {
    const { inspector } = this.world;
    const names = happening.what.is === 'call' ? undefined : { code: inspector.kernelNames };
    let holds = false;
    const why = sentenceOf(() => {
      holds = inspector.holds(withNumbers(text, numbersOf(happening)), names);
    });
    return why ?? holds;
  }

  private pattern(pattern: Pattern): Test {
    const isKind = this.kind(pattern);
    const { of, to, from, where } = pattern;
    if (where) this.expression(where, [pattern], 'condition');
    const { world } = this;
    return (happening, same) => {
      const { what, mode, pid, name } = happening;
      if (!isKind(happening)) return false;
      if (pattern.in !== undefined && pattern.in !== mode) return false;
      if (of && !isWho(world, of, pid, name, same)) return false;
      const { event } = what.is === 'event' ? what : {};
      if (to !== undefined && !this.goesTo(to, event, same)) return false;
      if (
        from &&
        !(event?.event === 'context-switch' && isWho(world, from, event.from, event.fromName, same))
      )
        return false;
      // What cannot be said there is not so: a pointer may lead nowhere.
      return !where || this.verdict(where, happening) === true;
    };
  }

  private goesTo(
    to: NonNullable<Pattern['to']>,
    event: Extract<Happening['what'], { is: 'event' }>['event'] | undefined,
    same: number | undefined,
  ): boolean {
    if (typeof to === 'string')
      return (event?.event === 'return-from-trap' || event?.event === 'mode') && event.to === to;
    return event?.event === 'context-switch' && isWho(this.world, to, event.to, event.toName, same);
  }

  private kind(pattern: Pattern): (happening: Happening) => boolean {
    const { kind } = pattern;
    switch (kind.is) {
      case 'event':
        this.needs.wishes.add(kind.event);
        return ({ what }) => what.is === 'event' && what.event.event === kind.event;
      case 'cause':
        this.needs.wishes.add(`cause ${kind.cause}`);
        return happening => causeIn(happening) === kind.cause;
      case 'fault':
        for (const { name } of faults) this.needs.wishes.add(`cause ${name}`);
        return happening =>
          faults.some(({ name }) => name === causeIn(happening)) &&
          !(happening.what.is === 'event' && happening.what.bringsPage);
      case 'system-call':
        return this.systemCall(kind.call);
      case 'call':
      case 'return':
        return this.routine(kind.is, kind.routine, pattern);
      case 'user-access':
        this.needs.accesses = true;
        return ({ what }) => what.is === 'access';
    }
  }

  private systemCall(call: string | undefined): (happening: Happening) => boolean {
    const row = systemCalls.find(({ name }) => name === call);
    this.needs.wishes.add(row ? `call ${row.number}` : 'cause system-call');
    return happening => {
      const { what } = happening;
      if (causeIn(happening) !== 'system-call' || what.is !== 'event') return false;
      return call === undefined || (what.event.event === 'trap' && what.event.call === call);
    };
  }

  private routine(is: 'call' | 'return', name: string, pattern: Pattern): (happening: Happening) => boolean {
    const found = this.routinesNamed(name);
    if (found.length === 0) throw new QuestionError(this.noRoutine(name), pattern);
    const { routines, returns } = this.needs;
    for (const routine of found) {
      const known = routines.get(routine.address) ?? [];
      const same = known.find(({ module }) => module === routine.module);
      if (!same) routines.set(routine.address, [...known, routine]);
      if (is === 'return') returns.add(same ?? routine);
    }
    const isIt = ({ address, module }: Routine) =>
      found.some(row => row.address === address && row.module === module);
    return ({ what }) => what.is === is && isIt(what.routine);
  }

  /** Of the kernel and of the programs that the user runs, or of the one that is named. */
  private routinesNamed(name: string): Routine[] {
    const { modules } = this.world;
    const [first = '', rest] = name.split('::');
    const named = rest === undefined ? undefined : modules.named(first);
    const all = rest === undefined ? [modules.kernel, ...modules.started] : named ? [named] : [];
    return all.flatMap(module => {
      const wanted = rest ?? name;
      const info = module.debug.functions.find(row => row.name === wanted);
      const address = info?.start ?? module.symbols.named(wanted)?.address;
      return address !== undefined && module.symbols.isCode(address)
        ? [{ name: wanted, module: module.name, address }]
        : [];
    });
  }

  private noRoutine(name: string): string {
    const { modules } = this.world;
    const [first = '', rest] = name.split('::');
    if (rest !== undefined && !modules.named(first))
      return `there is no program ${first}: what stands before :: is kernel, or the name of a program`;
    const names = [modules.kernel, ...modules.started].flatMap(({ debug }) =>
      debug.functions.map(row => row.name),
    );
    const hint = didYouMean(rest ?? name, names);
    return `there is no function ${name}${hint ? `; ${hint}` : ''}`;
  }

  /** Where names of an expression are looked up. */
  private positionOf(kind: Kind) {
    const { inspector, modules } = this.world;
    const [routine] = kind.is === 'call' ? this.routinesNamed(kind.routine) : [];
    const image = routine && modules.named(routine.module);
    return image ? { image, lookup: routine.address } : inspector.kernelNames;
  }
}

const faults = causes.filter(({ kind }) => kind === 'fault');

function causeIn({ what }: Happening): string | undefined {
  if (what.is !== 'event') return undefined;
  const { event } = what;
  return event.event === 'trap' || event.event === 'interrupt' ? event.cause : undefined;
}

/** Of an access, and of a fault that has one. */
function addressIn({ what }: Happening): number {
  if (what.is === 'access') return what.address;
  return what.is === 'event' && what.event.event === 'trap' ? what.event.value : 0;
}

/** What `$address`, where there is one, else 0, and `$count`, the instant, stand for. */
export interface Numbers {
  readonly address: number;
  readonly count: number;
}

export const numbersOf = (happening: Happening): Numbers => ({
  address: addressIn(happening),
  count: happening.count,
});

export const withNumbers = (text: string, { address, count }: Numbers): string =>
  text.replace(/\$address\b/g, () => `${address}u`).replace(/\$count\b/g, () => `${count}ll`);
