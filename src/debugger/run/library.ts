/** The library that comes with Ringside, which a step into passes over where it starts in code of the user's. */
import { guestRoot } from '../../boot';
import { decode } from '../../isa';
import type { Module } from '../images/module';
import type { Routine } from '../images/symbols';

const home = `${guestRoot}/lib/`;
/** What the compiler calls by itself: nobody has written the call. */
const runtime = `${home}runtime/`;

const isBelow = (folder: string, module: Module, address: number) =>
  module.placeAt(address)?.path.startsWith(folder) === true;

export const isLibrary = (module: Module, address: number): boolean => isBelow(home, module, address);

export const isRuntime = (module: Module, address: number): boolean => isBelow(runtime, module, address);

/** True of a function of the library; the stub of a system call is none that is passed over: it leads into the kernel. */
export function isPassedOver(module: Module, address: number): boolean {
  const routine = module.routineAt(address);
  return routine !== undefined && isLibrary(module, address) && !isStub(module, routine);
}

function isStub(module: Module, { start, end }: Routine): boolean {
  for (let at = start; at < end; at += 4) {
    const decoded = decode(module.codeWord(at) ?? 0);
    if (decoded?.instruction.traps?.includes('system-call')) return true;
  }
  return false;
}

const bodies = new WeakMap<Module, readonly number[]>();

/** Where the bodies of all functions with a source begin that are not the library's: it may call them back. */
export function bodiesOutside(module: Module): readonly number[] {
  let known = bodies.get(module);
  if (!known) bodies.set(module, (known = findBodies(module)));
  return known;
}

function findBodies(module: Module): number[] {
  const own = ({ start }: Routine) => module.placeAt(start) !== undefined && !isLibrary(module, start);
  return module.symbols.routines.filter(own).map(routine => bodyAt(module, routine));
}

/** The first instruction of a function past its prologue. */
export const bodyAt = (module: Module, routine: Routine): number =>
  module.lines.prologueEnd(routine)?.address ?? routine.start;
