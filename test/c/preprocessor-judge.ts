/** Reads what `gcc -E -P` prints, without the help of our own lexer. */

const token =
  /L?"(?:\\.|[^"\\])*"|L?'(?:\\.|[^'\\])*'|[A-Za-z_$][\w$]*|\.?\d(?:[eEpP][+-]|[\w.$])*|%:%:|\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|[<>=!*/%+\-&^|]=|&&|\|\||##|<:|:>|<%|%>|%:|\S/g;

const digraphs: Readonly<Record<string, string>> = {
  '<:': '[',
  ':>': ']',
  '<%': '{',
  '%>': '}',
  '%:': '#',
  '%:%:': '##',
};

/** The tokens, digraphs as what they stand for, without the pragmas. */
export function tokenTexts(output: string): string[] {
  const texts = output.replace(/^#pragma.*$/gm, '').match(token) ?? [];
  return texts.map(text => digraphs[text] ?? text);
}
