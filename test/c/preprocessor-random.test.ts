import assert from 'node:assert/strict';
import { preprocess } from '../../src/c/preprocessor';
import { hasErrors, MemoryFiles, SourceFile } from '../../src/source';
import { gcc, judgedBy } from '../support/judges';
import { Random } from '../support/random';
import { tokenTexts } from './preprocessor-judge';

const noFiles = new MemoryFiles(new Map());
const others = ['1', '2', '+', '-', ',', '"s"', "'c'", 'q', '<', '<:', ';', 'x', '3'];

interface Definition {
  readonly name: string;
  /** Undefined for an object-like macro. */
  readonly parameters: readonly string[] | undefined;
  readonly variadic: boolean;
}

/** Definitions that call each other, operators included, then lines that use them. */
class MacroProgram {
  private readonly macros: readonly Definition[];

  constructor(private readonly random: Random) {
    this.macros = [...'abcdefgh'].map(name => {
      const parameters = random.percent(30) ? undefined : ['x', 'y', 'z'].slice(0, random.below(4));
      return { name, parameters, variadic: parameters !== undefined && random.percent(25) };
    });
  }

  text(): string {
    const { random } = this;
    const lines = [...this.macros.map(macro => this.definition(macro)), ...random.list(5, () => this.use())];
    if (random.percent(30)) lines.splice(9, 0, `#undef ${random.pick(this.macros).name}`);
    return lines.map(line => `${line}\n`).join('');
  }

  private definition({ name, parameters, variadic }: Definition): string {
    if (!parameters) return `#define ${name} ${this.body([], false)}`;
    const list = variadic ? [...parameters, '...'] : parameters;
    const usable = variadic ? [...parameters, '__VA_ARGS__'] : parameters;
    return `#define ${name}(${list.join(', ')}) ${this.body(usable, variadic && parameters.length > 0)}`;
  }

  private body(own: readonly string[], comma: boolean): string {
    const { random } = this;
    const parts = random.list(random.below(6), () => {
      if (own.length && random.percent(12)) return `#${random.pick(own)}`;
      if (own.length && random.percent(8)) return `${random.pick(own)} ## ${random.pick([...own, 'n', '7'])}`;
      if (comma && random.percent(10)) return ', ## __VA_ARGS__';
      if (own.length && random.percent(35)) return random.pick(own);
      if (random.percent(50)) return this.call(own, 1);
      return random.percent(50) ? random.pick(this.macros).name : random.pick(others);
    });
    return parts.join(random.pick([' ', ' ', '']));
  }

  /** Mostly with the right number of arguments. */
  private call(own: readonly string[], depth: number): string {
    const { random } = this;
    const { name, parameters, variadic } = random.pick(this.macros);
    if (!parameters && random.percent(70)) return name;
    const count = (parameters?.length ?? 1) + (variadic ? random.below(3) : 0);
    return `${name}(${random.list(random.percent(2) ? 1 : count, () => this.argument(own, depth)).join(', ')})`;
  }

  private argument(own: readonly string[], depth: number): string {
    const { random } = this;
    if (depth > 0 && random.percent(40)) return this.call(own, depth - 1);
    if (random.percent(10)) return '';
    if (random.percent(10)) return `(${this.argument(own, depth)}, q)`;
    return random.pick([...this.macros.map(({ name }) => name), ...own, ...own, '1', 'q w', 'v', 'w2']);
  }

  private use(): string {
    const { random } = this;
    return random.list(random.between(1, 3), () => this.call([], 3)).join(random.pick([' ', '\n', ' ; ']));
  }
}

/** Where nested expansions leave nothing behind, gcc's `#` has its own mind about white space. */
function withoutBlanks(text: string): string {
  return text.replace(/ /g, '');
}

function expectSame(seed: number): boolean {
  const text = new MacroProgram(new Random(seed)).text();
  const { tokens, diagnostics } = preprocess(new SourceFile('random.c', text), { files: noFiles });
  const judge = gcc(['-E', '-P', '-undef', '-std=gnu99', '-xc', '-'], { input: text });
  const report = `seed ${seed}:\n${text}${judge.errors}${diagnostics.map(({ message }) => message).join('\n')}`;
  assert.equal(hasErrors(diagnostics), judge.status !== 0, report);
  if (judge.status !== 0) return false;
  const ours = tokens.slice(0, -1).map(token => token.text);
  assert.deepEqual(ours.map(withoutBlanks), tokenTexts(judge.output).map(withoutBlanks), report);
  return true;
}

describe('random macros', () => {
  judgedBy('gcc', 'expand as gcc expands them', () => {
    const count = Number(process.env['RANDOM_MACROS'] ?? 40);
    let compared = 0;
    for (let seed = 1; seed <= count; seed++) if (expectSame(seed)) compared++;
    assert.ok(compared > count / 5, `only ${compared} of ${count} had no error`);
  }).timeout(600_000);
});
