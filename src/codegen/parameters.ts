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
  else if (word < argumentRegisters) {
    const inRegisters = Math.min(words, argumentRegisters - word);
    for (let index = 0; index < inRegisters; index++)
      lines.push(...access('sw', nameOf(A0 + word + index), home.offset + index * WORD, base));
    if (words > inRegisters) bringRest(home.offset + inRegisters * WORD, words - inRegisters, lines);
  }
}

/** Words that are brought one by one; more are brought in a loop. */
const mostUnrolled = 8;

/** The words of a struct that come in on the stack, from the first one there. Its function has a frame pointer. */
function bringRest(offset: number, words: number, lines: string[]): void {
  if (words > mostUnrolled) return bringInLoop(offset, words, lines);
  for (let index = 0; index < words; index++)
    lines.push(`\tlw t0, ${index * WORD}(fp)`, ...access('sw', 't0', offset + index * WORD, 'fp'));
}

/** ra is saved already, and free until the first call. */
function bringInLoop(offset: number, words: number, lines: string[]): void {
  lines.push(
    '\tmv t0, fp',
    `\tli t1, ${words * WORD}`,
    '\tadd t1, t1, fp',
    `\tli ra, ${offset}`,
    '\tadd ra, ra, fp',
  );
  lines.push('1:', '\tlw t2, 0(t0)', '\tsw t2, 0(ra)', `\taddi t0, t0, ${WORD}`, `\taddi ra, ra, ${WORD}`);
  lines.push('\tbltu t0, t1, 1b');
}

const homeOf = ({ home, name }: LocalSymbol) => present(home, `home of ${name}`);

function fetchParameter(register: number, word: number, lines: string[]): void {
  if (word >= argumentRegisters) lines.push(...access('lw', nameOf(register), onStack(word), 'fp'));
  else if (register !== A0 + word) lines.push(`\tmv ${names[register]}, ${names[A0 + word]}`);
}

/** A load or store of a register at an offset from the base, however far. */
function access(instruction: 'lw' | 'sw', register: string, offset: number, base: string): string[] {
  if (fitsSigned(offset)) return [`\t${instruction} ${register}, ${offset}(${base})`];
  return [`\tli t1, ${offset}`, `\tadd t1, t1, ${base}`, `\t${instruction} ${register}, 0(t1)`];
}

/** The parameters that have names, with their places; `bodyStart` is where the prologue ends. */
export function describeParameters(
  g: FunctionContext,
  bodyStart: string,
  ends: Ends,
): VariableInfo<string>[] {
  return incoming(g)
    .filter(({ symbol }) => symbol.name !== '')
    .map(each => {
      const range = { start: bodyStart, end: endOf(each.symbol, ends) };
      return g.blocks.row(each.symbol, placesOf(g, each, bodyStart, ends), range, ends);
    });
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
