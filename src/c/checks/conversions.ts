/** The conversions of a printf or scanf format (C99 7.19.6.1 and 7.19.6.2), with what each asks for. */

export interface Conversion {
  /** As written, without the `%`. */
  readonly text: string;
  /** `hh`, `l`, …; empty where there is none. */
  readonly length: string;
  /** The letter; `[` for a set of characters, empty where the format ends before it. */
  readonly letter: string;
  /** Arguments of type `int` before that of the conversion itself: a width or a precision. */
  readonly stars: number;
  /** Takes an argument: `%%` and scanf's `%*d` take none. */
  readonly takes: boolean;
}

type Kind = 'printf' | 'scanf';

const shapes: Readonly<Record<Kind, RegExp>> = {
  printf:
    /%(?<flags>[-+ #0']*)(?<width>\*|\d*)(?<precision>\.(?:\*|-?\d*))?(?<length>hh|h|ll|l|j|z|t|L|q)?(?<letter>[^]?)/g,
  scanf: /%(?<skip>\*?)'?\d*m?(?<length>hh|h|ll|l|j|z|t|L|q)?(?<letter>\[\^?\]?[^\]]*\]?|[^]?)/g,
};

export function conversionsOf(kind: Kind, format: string): Conversion[] {
  return [...format.matchAll(shapes[kind])].map(match => {
    const { width = '', precision = '', length = '', letter = '', skip = '' } = match.groups ?? {};
    const own = letter.startsWith('[') && letter.length > 1 ? '[' : letter;
    return {
      text: match[0].slice(1),
      length: length === 'q' ? 'll' : length,
      letter: own,
      stars: Number(width === '*') + Number(precision === '.*'),
      takes: own !== '%' && !(kind === 'printf' && own === 'm') && skip === '',
    };
  });
}
