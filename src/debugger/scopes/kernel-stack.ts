/** A kernel stack word by word, from the stack pointer up, and what each word is. */
import { type Use, printType, sizeOf } from '../../image';
import { registerField, registers, roles, trapFrame, trapFrameSize } from '../../isa';
import type { Variable } from '../api';
import type { AnyFrame, CodeFrame } from '../unwind/frames';
import { placeOf } from '../unwind/variables';
import type { VariableContext } from '../values/variable';
import { changed } from '../values/variable';
import { wordVariable } from './registers';
import { hex } from '../../source';

export interface Note {
  readonly text: string;
  /** Of a field of a trap frame. */
  readonly use?: Use;
}

/** A stack that is longer than this is not one. */
const mostWords = 16 * 1024;

export function kernelStackVariables(stack: readonly AnyFrame[], context: VariableContext): Variable[] {
  const kernel = stack.filter(frame =>
    frame.kind === 'trap' ? frame.signal === undefined : frame.mode === 'kernel',
  );
  const range = rangeOf(kernel);
  if (!range) return [];
  const notes = stackNotes(kernel);
  const words = Math.min((range.end - range.start) >>> 2, mostWords);
  return Array.from({ length: words }, (_, index) => row(range.start + index * 4, notes, context));
}

/** What the words of a stack are, by address: variables, return addresses, saved registers, fields of trap frames. */
export function stackNotes(frames: readonly AnyFrame[]): ReadonlyMap<number, Note> {
  const notes = new Map<number, Note>();
  for (const frame of frames) {
    if (frame.kind === 'trap') noteTrapFrame(frame.frame, notes);
    else noteFrame(frame, notes);
  }
  return notes;
}

/** From the stack pointer of the innermost frame to the end of the outermost. */
function rangeOf(kernel: readonly AnyFrame[]): { start: number; end: number } | undefined {
  const first = kernel[0];
  const last = kernel.at(-1);
  if (!first || !last || first.kind === 'trap') return undefined;
  const start = first.registers.get(roles.stackPointer);
  const end = last.kind === 'trap' ? last.frame + trapFrameSize : last.cfa;
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

function noteTrapFrame(at: number, notes: Map<number, Note>): void {
  for (const { name, offset, use } of trapFrame) notes.set(at + offset, { text: `trap frame: ${name}`, use });
}

function noteFrame(frame: CodeFrame, notes: Map<number, Note>): void {
  const { cfa, rule, name } = frame;
  if (cfa === undefined) return;
  noteVariables(frame, notes);
  for (const { register, offset } of rule.saved) {
    const isReturn = register === roles.returnAddress;
    const text = isReturn
      ? `return address of ${name}`
      : `saved ${registers[registerField(register)].name}, by ${name}`;
    notes.set((cfa + offset) >>> 0, { text });
  }
}

function noteVariables(frame: CodeFrame, notes: Map<number, Note>): void {
  const { image } = frame;
  if (!image) return;
  for (const variable of image.variablesAt(frame.lookup).flat()) {
    const address = placeOf(variable, frame).address;
    const start = frame.registers.get(roles.stackPointer);
    if (address === undefined || start === undefined || address < start) continue;
    const type = image.types.get(variable.type);
    const size = Math.max(sizeOf(type), 1);
    const shown = `${variable.name}: ${printType(type)} of ${frame.name}`;
    for (let at = (address & ~3) >>> 0; at < address + size; at += 4)
      notes.set(at >>> 0, {
        text: at <= address ? shown : `${variable.name}+${hex(at - address)}`,
      });
  }
}

function row(address: number, notes: ReadonlyMap<number, Note>, context: VariableContext): Variable {
  const note = notes.get(address >>> 0);
  const word = wordVariable(hex(address), address, note?.use ?? 'word', context);
  return note ? changed(word, each => ({ ...each, value: `${each.value}  ← ${note.text}` })) : word;
}
