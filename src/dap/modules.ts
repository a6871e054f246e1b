/** The kernel, and the programs that processes have run in it, as DAP's modules. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { guestRoot, programLines } from '../boot';
import type { Context, Run } from './context';
import { hexadecimal } from './memory-reference';
import { present } from '../source';

/** The kernel, then the user's programs, then others, each as soon as a process has run it. */
export function modulesOf(run: Run, context: Context): DebugProtocol.Module[] {
  const own = ownPrograms(run);
  const names = [...own.keys(), ...run.events.programs].filter(name => run.events.programs.has(name));
  return [kernelModule(run, context), ...[...new Set(names)].map(name => programModule(name, run, context))];
}

export function kernelModule({ system, launch }: Run, { client }: Context): DebugProtocol.Module {
  const folder = launch.kernel;
  return {
    id: 'kernel',
    name: 'kernel',
    path: folder === '' ? `${guestRoot}/kernel` : client.path(folder),
    isUserCode: folder !== '',
    ...contentsOf(system.kernel),
  };
}

export function programModule(name: string, run: Run, { client }: Context): DebugProtocol.Module {
  const path = ownPrograms(run).get(name);
  const executable = run.system.programs.get(name)?.();
  return {
    id: name,
    name,
    path: path === undefined ? `/bin/${name}` : client.path(path),
    isUserCode: path !== undefined,
    ...(executable && contentsOf(executable)),
  };
}

/** The paths of the user's programs, by their names on the disk. */
function ownPrograms({ system, launch }: Run): ReadonlyMap<string, string> {
  const nameOf = (index: number) => present(system.started[index], `name of program ${index}`);
  return new Map(
    programLines(launch).map(({ program }, index) => [
      nameOf(index),
      present(program[0], `a part of program ${index}`),
    ]),
  );
}

function contentsOf({ segments, debug }: Run['system']['kernel']) {
  const start = Math.min(...segments.map(({ address }) => address));
  const end = Math.max(...segments.map(({ address, memorySize }) => address + memorySize));
  return {
    symbolStatus: debug ? 'with debug information' : 'symbols only',
    addressRange: `${hexadecimal(start)}-${hexadecimal(end)}`,
  };
}
