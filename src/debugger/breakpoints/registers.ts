/** Locals that stand in registers: where the CPU has to be looked at to see one change. */
import { decode } from '../../isa';
import type { FunctionInfo, VariableInfo } from '../../image';
import { type Module, variablesIn } from '../images/module';
import type { CodeFrame } from '../unwind/frames';

/** A variable of a frame that has no address there now. */
export interface Local {
  readonly variable: VariableInfo;
  readonly frame: CodeFrame;
}

/**
 * The addresses, within its function, at which a local may have got another value: after each instruction that writes a
 * register or memory that it stands in, and where it moves.
 */
export function changePoints({ variable, frame: { image, routine } }: Local): number[] {
  if (!image || !routine) return [];
  const points = new Set<number>();
  for (const { kind, range, ...place } of variable.places) {
    const { start, end } = range ?? routine;
    points.add(start);
    for (let at = start; at < end; at += 4)
      if (kind !== 'register' || !('register' in place) || writes(image, at, place.register))
        points.add(at + 4);
  }
  return [...points].filter(at => at >= routine.start && at < routine.end);
}

function writes(image: Module, address: number, register: number): boolean {
  return decode(image.codeWord(address) ?? 0)?.rd === register;
}

/** The parameters and locals of a function, those of inner blocks too. */
export function localsOf(info: FunctionInfo | undefined): readonly VariableInfo[] {
  return info ? [...info.parameters, ...variablesIn(info.body)] : [];
}
