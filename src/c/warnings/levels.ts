/** Which warnings are told, and which count as errors: what `-W` options and pragmas make of the rows of the tables. */
import type { Rule } from '../../source';

export type Level = 'ignored' | 'warning' | 'error';

interface Choice {
  readonly on?: boolean;
  readonly error?: boolean;
}

/** Choices by the name of a warning or of a group. Later ones count, and of names the nearest to a warning. */
export class Levels {
  private constructor(
    private readonly choices: ReadonlyMap<string, Choice>,
    private readonly all: Choice,
  ) {}

  /** Options without `-W`: `unused`, `no-format`, `error`, `error=format`, `no-error=format`, `none`. */
  static of(options: readonly string[]): Levels {
    return options.reduce<Levels>((levels, option) => levels.option(option), new Levels(new Map(), {}));
  }

  private option(option: string): Levels {
    if (option === 'none') return new Levels(this.choices, { ...this.all, on: false });
    const [, no, error, name] = /^(no-)?(error(?:=|$))?(.*)$/.exec(option) ?? [];
    const wanted = no === undefined;
    if (error === 'error') return new Levels(this.choices, { ...this.all, error: wanted });
    if (name === undefined) return this;
    if (error === undefined) return this.with(name, { on: wanted });
    return this.with(name, wanted ? { on: true, error: true } : { error: false });
  }

  private with(name: string, choice: Choice): Levels {
    const choices = new Map(this.choices).set(name, { ...this.choices.get(name), ...choice });
    return new Levels(choices, this.all);
  }

  /** As `#pragma GCC diagnostic` sets it. */
  set(name: string, level: Level): Levels {
    return this.with(name, { on: level !== 'ignored', error: level === 'error' });
  }

  of(code: string, { options = [] }: Pick<Rule, 'options'>): Level {
    if (this.all.on === false) return 'ignored';
    const choices = [ownName(code), ...options].flatMap(name => this.choices.get(name) ?? []);
    if (choices.find(({ on }) => on !== undefined)?.on === false) return 'ignored';
    const error = choices.find(each => each.error !== undefined)?.error ?? this.all.error ?? false;
    return error ? 'error' : 'warning';
  }
}

/** The name of a warning for options: its code without the tool. */
export const ownName = (code: string): string => code.replace(/^c-/, '');
