/** GNU `asm`: operands into registers, the template with their names, results back. */
import type { AsmOperand, AsmStatement, Expression } from '../c/ast';
import { addressConstant } from '../c/semantics/constant';
import { unsignedType } from '../c/types/types';
import { placeOf } from './address';
import { checkClobber, chosenRegister, clobberedRegisters } from './clobbers';
import type { FunctionContext } from './context';
import { evaluateWord } from './evaluate';
import { symbolText, wordOf } from './operands';
import { type Place, read, releasePlace, write } from './places';
import type { Temp } from './registers';
import { asWord } from './values';
import { narrow } from './words';
import { says } from './rules';
import { present } from '../source';

/** How an operand is written in the template, and the register that it holds. */
interface Bound {
  readonly operand: AsmOperand;
  readonly temp: Temp | undefined;
  readonly text: string;
  /** Where an output goes: found once, before the template runs. */
  readonly place?: Place;
  /** Puts the value into the register that its variable has chosen, once nothing else is to be evaluated. */
  readonly enter?: () => void;
}

export function asmStatement(g: FunctionContext, node: AsmStatement): void {
  if (!node.extended) return emitText(g, node.template);
  for (const clobber of node.clobbers) checkClobber(g.unit.report, clobber);
  g.registers.without(clobberedRegisters(node), () => withOperands(g, node));
}

function emitText(g: FunctionContext, text: string): void {
  for (const line of text.split('\n')) if (line.trim() !== '') g.emit(line.trim());
}

function withOperands(g: FunctionContext, node: AsmStatement): void {
  const registers = [...node.outputs, ...node.inputs].filter(
    operand =>
      typeof operand.kind !== 'number' &&
      operand.kind !== 'constant' &&
      chosenRegister(operand) === undefined,
  ).length;
  if (registers > g.registers.poolSize) {
    g.unit.report.say(node.span, says('c-asm-registers', { registers, poolSize: g.registers.poolSize }));
    return;
  }
  const outputs = node.outputs.map(operand => bindOutput(g, operand));
  const inputs = node.inputs.map(operand => bindInput(g, operand, outputs));
  const all = [...outputs, ...inputs];
  for (const { enter } of all) enter?.();
  g.registers.spillOthers(all.flatMap(({ temp }) => temp ?? []));
  const texts = all.map(bound => settled(g, bound));
  emitText(g, substitute(node.template, texts));
  for (const { temp } of inputs) if (temp && !outputs.some(output => output.temp === temp)) g.release(temp);
  for (const output of outputs) storeOutput(g, output);
}

function bindOutput(g: FunctionContext, operand: AsmOperand): Bound {
  if (operand.kind === 'memory') return { operand, temp: evaluateWord(g, operand.value), text: '' };
  const place = placeOf(g, operand.value);
  const chosen = chosenRegister(operand);
  if (chosen !== undefined) {
    const enter = operand.both
      ? () => copyTo(g, g.registers.home(chosen), asWord(read(g, place)))
      : undefined;
    return { operand, temp: g.registers.home(chosen), text: '', place, ...(enter && { enter }) };
  }
  const temp = g.allocate();
  if (!operand.both) return { operand, temp, text: '', place };
  const old = asWord(read(g, place));
  g.emit(`mv ${g.name(temp)}, ${g.name(old)}`);
  g.release(old);
  return { operand, temp, text: '', place };
}

function bindInput(g: FunctionContext, operand: AsmOperand, outputs: readonly Bound[]): Bound {
  if (operand.kind === 'constant') return { operand, temp: undefined, text: constantText(g, operand.value) };
  const chosen = chosenRegister(operand);
  if (chosen !== undefined) {
    const enter = () => copyTo(g, g.registers.home(chosen), evaluateWord(g, operand.value));
    return { operand, temp: g.registers.home(chosen), text: '', enter };
  }
  const value = evaluateWord(g, operand.value);
  if (typeof operand.kind !== 'number') return { operand, temp: value, text: '' };
  const temp = present(outputs[operand.kind]?.temp, `register of output ${operand.kind}`);
  if (temp.fixed) return { operand, temp, text: '', enter: () => copyTo(g, temp, value) };
  copyTo(g, temp, value);
  return { operand, temp, text: '' };
}

function copyTo(g: FunctionContext, target: Temp, value: Temp): void {
  g.emit(`mv ${g.name(target)}, ${g.name(value)}`);
  g.release(value);
}

function constantText(g: FunctionContext, value: Expression): string {
  const constant = present(addressConstant(value), 'constant for an operand that must be one');
  const number = wordOf(constant.value);
  if (!constant.symbol) return String(number);
  const label =
    'label' in constant.symbol
      ? constant.symbol.label
      : g.unit.strings.label(constant.symbol.bytes, constant.symbol.alignment);
  return symbolText(label, number);
}

/** The operand's text once everything is in its register. */
function settled(g: FunctionContext, bound: Bound): Bound {
  if (!bound.temp) return bound;
  const name = g.name(bound.temp);
  return { ...bound, text: bound.operand.kind === 'memory' ? `0(${name})` : name };
}

function substitute(template: string, operands: readonly Bound[]): string {
  return template.replace(
    /%(?:(%)|(\d+)|\[(\w+)\])/g,
    (_, percent?: string, index?: string, name?: string) => {
      if (percent) return '%';
      const found =
        index !== undefined ? operands[Number(index)] : operands.find(({ operand }) => operand.name === name);
      return present(found, `operand ${index ?? name}`).text;
    },
  );
}

function storeOutput(g: FunctionContext, bound: Bound): void {
  const { operand } = bound;
  const temp = present(bound.temp, 'register of an output');
  if (operand.kind === 'memory') return g.release(temp);
  const place = present(bound.place, 'place of an output');
  const value = narrow(g, temp, unsignedType, operand.value.type);
  write(g, place, value);
  releasePlace(g, place);
  g.release(value);
}
