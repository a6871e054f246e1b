/** Has a process go on elsewhere: within its function, where the stack is as it is now. */
import type { JumpTarget } from '../api';
import { resolveLine } from '../breakpoints/resolve';
import { DebuggerError } from '../errors';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { Routine } from '../images/symbols';
import { type UnwindRule, readRule } from '../unwind/code-reading';
import type { AnyFrame, CodeFrame } from '../unwind/frames';

/** Where the code of a line begins, in each function that it is part of. */
export function jumpTargets(modules: Modules, path: string, line: number): JumpTarget[] {
  const found = resolveLine(modules, path, line).locations.flatMap(({ module, address }) => {
    const place = module?.placeAt(address);
    const routine = module?.routineAt(address);
    return module && place && routine ? [{ module, address, place, routine }] : [];
  });
  const several = new Set(found.map(({ module }) => module)).size > 1;
  return found.map(({ module: { name: module }, address, place, routine: { name } }) => ({
    address,
    place,
    module,
    label: several ? `${name} (${module})` : name,
  }));
}

/** The frame, if it can go on at the target; throws a DebuggerError that says why not. */
export function jumpingFrame(frame: AnyFrame | undefined, target: JumpTarget): CodeFrame {
  if (frame?.kind !== 'code' || !frame.image || !frame.routine)
    throw new DebuggerError('bad-jump', 'nobody knows the code that the process stands in');
  const { image, routine, pc } = frame;
  const { name } = routine;
  if (image.name !== target.module || image.routineAt(target.address)?.start !== routine.start)
    throw new DebuggerError(
      'bad-jump',
      `the process stands in ${name}, the line is in ${target.label}: a jump stays in its function`,
    );
  if (!sameStack(ruleAt(image, routine, pc), ruleAt(image, routine, target.address)))
    throw new DebuggerError(
      'bad-jump',
      `the stack of ${name} is not made yet, or gone already, on one side of the jump: step into its body first`,
    );
  return frame;
}

const ruleAt = (image: Module, { start }: Routine, address: number): UnwindRule =>
  image.unwindAt(address) ?? readRule(at => image.codeWord(at), start, address);

function sameStack(a: UnwindRule, b: UnwindRule): boolean {
  const text = ({ cfa, saved }: UnwindRule) =>
    JSON.stringify([
      cfa.register,
      cfa.offset,
      saved.map(({ register, offset }) => `${register}:${offset}`).sort(),
    ]);
  return text(a) === text(b);
}
