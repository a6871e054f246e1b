/** The value of an expression where something happens, as a text: the same for the same value. */
import { type World, sentenceOf, valueText } from '../debugger';
import { type Happening } from './happening';
import { numbersOf, withNumbers } from './patterns';
import type { Code } from './question';

export function valueAt({ text }: Code, happening: Happening, { inspector }: World): string {
  let shown = '';
  const why = sentenceOf(() => {
    const frame = inspector.current();
    const where = happening.what.is === 'call' ? undefined : inspector.kernelNames;
    const value = inspector.evaluate(withNumbers(text, numbersOf(happening)), frame, 'look', where);
    // As a number, whatever its type: the other one may have another.
    shown = valueText(value, inspector.contextOf(frame, value), { as: 'd' });
  });
  return why ?? shown;
}
