/** Blocks of statements around floating-point variables, and around an array of variable length. */
import type { Random } from '../random';
import { type RealScope, asInteger, real } from './reals';
import { declare, randomScalar, scalarType } from './types';

interface Surroundings {
  readonly random: Random;
  name(prefix: string): string;
  /** An integer expression, in parentheses: a full expression of its own. */
  integer(): string;
}

/** Variables of both types, changed a few times; what they are goes into an integer variable. */
export function realBlock({ random, name, integer }: Surroundings, sum: string): string[] {
  const names: string[] = [];
  // A side effect in one operand would be open against another: at most one integer expression a statement.
  const scope = (): RealScope => {
    let given = false;
    return {
      random,
      names,
      integer: () => (given ? String(random.below(100)) : ((given = true), integer())),
    };
  };
  const lines = random.list(random.between(1, 3), () => {
    const type = random.pick(['double', 'float']);
    const value = real(scope(), 2);
    const variable = name('d');
    names.push(variable);
    return `${type} ${variable} = ${type === 'float' ? 'narrow' : 'tame'}(${value});`;
  });
  for (const variable of names)
    if (random.percent(60)) {
      lines.push(
        random.percent(30)
          ? `${variable}${random.pick(['++', '--'])};`
          : `${variable} ${random.pick(['+=', '-=', '*='])} narrow(${real(scope(), 2)});`,
        `${variable} = narrow(${variable});`,
      );
    }
  return [...lines, `${sum} ${random.pick(['^=', '+=', '-='])} ${asInteger(scope())};`];
}

/** An array of one or two dimensions, filled, changed, and read. */
export function variableArrayBlock({ random, name, integer }: Surroundings, sum: string): string[] {
  const [count, array, at] = [name('c'), name('z'), name('k')];
  const type = scalarType(randomScalar(random));
  const rows = random.percent(30);
  const element = (index: string) => `${array}[${index}]${rows ? `[${index} % 3]` : ''}`;
  const anywhere = () => element(`((unsigned)${integer()} % (unsigned)${count})`);
  return [
    `int ${count} = (${integer()} & 7) + 1;`,
    `${declare(type, `${array}[${count}]`)}${rows ? '[3]' : ''};`,
    `for (int ${at} = 0; ${at} < ${count}${rows ? ' * 3' : ''}; ${at}++) ${rows ? `${array}[${at} / 3][${at} % 3]` : `${array}[${at}]`} = ${at} * ${random.between(-9, 9)};`,
    `${anywhere()} = ${random.between(-300, 300)};`,
    ...(random.percent(40)
      ? [`${declare(type, `(*${at}p)`)}${rows ? '[3]' : ''} = ${array}; ${sum} ^= sizeof *${at}p;`]
      : []),
    `${sum} ${random.pick(['^=', '+=', '-='])} ${anywhere()};`,
    `${sum} += sizeof ${array};`,
  ];
}
