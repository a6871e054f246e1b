/** What a user enters for a value: a C expression, in which all may be left standing that is shown of the value. */
import type { CType } from '../../image';

/** The C expression that is meant for a value of the type. */
export function entered(text: string, type: CType): string {
  const bare = withoutComment(text.trim());
  if (type.kind === 'enum') {
    const named = type.definition.enumerators.find(({ name }) => name === bare);
    if (named) return String(named.value);
  }
  if (type.kind === 'float') return floatings[bare] ?? bare;
  return grouped.test(bare) ? bare.replaceAll(',', '') : bare;
}

/** Numbers that C has no constants for. */
const floatings: Readonly<Record<string, string>> = { inf: '1e999', '-inf': '-1e999', nan: '0.0/0.0' };

/** `1,234,567`, as times are shown. */
const grouped = /^\d{1,3}(?:,\d{3})+$/;

/** Without a character, a symbol or words beside a number, and without the number of an enumerator. */
function withoutComment(text: string): string {
  const number = /^(-?(?:0x[\da-f]+|\d+))\s+(?:<\S+>|[a-z('"\u2190]).*$/i.exec(text);
  const enumerator = /^([a-z_]\w*)\s+\(-?(?:0x)?[\da-f]+\)$/i.exec(text);
  return (number ?? enumerator)?.[1] ?? text;
}
