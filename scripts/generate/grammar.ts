/** The TextMate grammar of the assembly language: `syntaxes/toy.tmLanguage.json`. */
import { controlRegisters, instructions, ports, pseudoInstructions, registers } from '../../src/isa';

/** A pattern that matches any of the words whole, the longest first. */
function words(list: readonly string[], before = '(?<![\\w.$])'): string {
  const longestFirst = [...list].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `${before}(?:${longestFirst.join('|')})(?![\\w.$])`;
}

const mnemonics = (privileged: boolean) =>
  instructions.filter(row => row.privileged === privileged).map(row => row.mnemonic);

const patterns = [
  { name: 'comment.line.number-sign.toy', match: '#.*$' },
  { name: 'comment.line.double-slash.toy', match: '//.*$' },
  { name: 'comment.block.toy', begin: '/\\*', end: '\\*/' },
  {
    name: 'string.quoted.double.toy',
    begin: '"',
    end: '"|$',
    patterns: [{ name: 'constant.character.escape.toy', match: '\\\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)' }],
  },
  { name: 'constant.character.toy', match: "'(?:\\\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)|[^'\\\\])'" },
  { name: 'entity.name.function.toy', match: '^\\s*[A-Za-z_.$][\\w.$]*(?=\\s*:)' },
  { name: 'entity.name.label.toy', match: '^\\s*\\d+(?=\\s*:)' },
  { name: 'keyword.control.directive.toy', match: '(?<![\\w.$])\\.[a-z_]\\w*' },
  { name: 'keyword.other.privileged.toy', match: words(mnemonics(true)) },
  { name: 'support.function.mnemonic.toy', match: words(mnemonics(false)) },
  { name: 'support.function.pseudo.toy', match: words(pseudoInstructions.map(row => row.mnemonic)) },
  {
    name: 'variable.language.register.toy',
    match: words(registers.flatMap(row => [row.name, `r${row.number}`])),
  },
  {
    name: 'variable.language.control-register.toy',
    match: words(controlRegisters.map(row => row.name)),
  },
  { name: 'support.constant.port.toy', match: words(ports.map(row => row.name)) },
  { name: 'support.constant.platform.toy', match: '\\b(?:SYS|CAUSE|STATUS|PTE|TF)_\\w+' },
  { name: 'keyword.operator.relocation.toy', match: '%(?:hi|lo)\\b' },
  {
    name: 'constant.numeric.toy',
    match: '(?<![\\w.$])(?:0[xX][0-9A-Fa-f]+|0[bB][01]+|0[oO][0-7]+|\\d+[bf]?)(?![\\w.$])',
  },
];

/** The grammar as JSON. */
export function grammar(): string {
  return `${JSON.stringify({ name: 'Toy32 assembly', scopeName: 'source.toy', patterns }, null, 2)}\n`;
}
