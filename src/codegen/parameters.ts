/** Parameters: where they come in, where they live, and what the debugger is told about both. */
import type { VariableInfo } from '../image';
import type { LocalSymbol } from '../c/ast';
import { type Ends, endOf } from './debug/blocks';
import { wordsOf } from '../c/types/types';
import { fitsSigned } from './operands';
import type { FunctionContext } from './context';
import { WORD } from './frame';
import type { Plan } from './plan';
import { A0, argumentRegisters, nameOf, names } from './registers';
import { present } from '../source';

/** A parameter and its place among the argument words. */
interface Incoming {
  readonly symbol: LocalSymbol;
  readonly word: number;
  readonly words: number;
}

function incoming(g: FunctionContext): Incoming[] {
  let word = g.resultAddress === undefined ? 0 : 1;
  return g.body.parameters.map(symbol => {
    const words = wordsOf(symbol.type);
    const each = { symbol, word, words };
    word += words;
    return each;
  });
}

/** Bytes above the canonical frame address of an argument word on the stack. */
const onStack = (word: number): number => (word - argumentRegisters) * WORD;

/** Gives a home to every parameter that has no register: on the stack where it comes in, or in the frame. */
export function placeParameters(g: FunctionContext): void {
  for (const { symbol, word, words } of incoming(g)) {
    if (symbol.home) continue;
    const offset = word >= argumentRegisters ? onStack(word) : g.frame.allocate(words * WORD);
    symbol.home = { kind: 'frame', offset };
  }
}

/** Brings the arguments home. They are still in a0–a5 until the last of them is. */
export function storeParameters(g: FunctionContext, plan: Plan, lines: string[]): void {
  const base = g.name(g.base);
  if (plan.row > 0)
    for (let word = 0; word < argumentRegisters; word++)
      lines.push(`\tsw ${names[A0 + word]}, ${word * WORD - plan.row}(fp)`);
  if (g.resultAddress !== undefined) lines.push(`\tsw a0, ${g.resultAddress}(${base})`);
  for (const each of incoming(g)) storeParameter(each, base, lines);
}

function storeParameter({ symbol, word, words }: Incoming, base: string, lines: string[]): void {
  const home = homeOf(symbol);
  if (home.kind === 'register') fetchParameter(home.register, word, lines);
  else if (word < argumentRegisters)
    for (let index = 0; index < words; index++)
      storeWord(word + index, home.offset + index * WORD, base, lines);
}

const homeOf = ({ home, name }: LocalSymbol) => present(home, `home of ${name}`);

function fetchParameter(register: number, word: number, lines: string[]): void {
  if (word >= argumentRegisters) lines.push(`\tlw ${names[register]}, ${onStack(word)}(fp)`);
  else if (register !== A0 + word) lines.push(`\tmv ${names[register]}, ${names[A0 + word]}`);
}

/** One word into the frame; that of a struct may come in on the stack. */
function storeWord(word: number, offset: number, base: string, lines: string[]): void {
  const onTheStack = word >= argumentRegisters;
  const source = onTheStack ? 't0' : nameOf(A0 + word);
  if (onTheStack) lines.push(`\tlw ${source}, ${onStack(word)}(fp)`);
  if (fitsSigned(offset)) lines.push(`\tsw ${source}, ${offset}(${base})`);
  else lines.push(`\tli t1, ${offset}`, `\tadd t1, t1, ${base}`, `\tsw ${source}, 0(t1)`);
}

/** The parameters that have names, with their places; `bodyStart` is where the prologue ends. */
export function describeParameters(
  g: FunctionContext,
  bodyStart: string,
  ends: Ends,
): VariableInfo<string>[] {
  return incoming(g)
    .filter(({ symbol }) => symbol.name !== '')
    .map(each => g.blocks.row(each.symbol, placesOf(g, each, bodyStart, ends)));
}

/** In the register or stack word that it came in until the prologue ends, then at home. */
function placesOf(
  g: FunctionContext,
  { symbol, word, words }: Incoming,
  bodyStart: string,
  ends: Ends,
): VariableInfo<string>['places'] {
  const start = g.symbol.label;
  const end = endOf(symbol, ends);
  const home = homeOf(symbol);
  if (home.kind === 'register' && word < argumentRegisters && home.register === A0 + word)
    return g.blocks.places(symbol, { start, end }, ends);
  if (home.kind === 'frame' && word >= argumentRegisters)
    return [{ kind: 'frame', offset: onStack(word), range: { start, end: ends.end } }];
  const before = { start, end: bodyStart };
  const after = g.blocks.places(symbol, { start: bodyStart, end }, ends);
  if (word >= argumentRegisters) return [{ kind: 'frame', offset: onStack(word), range: before }, ...after];
  if (words > 1) return after;
  return [{ kind: 'register', register: A0 + word, range: before }, ...after];
}
