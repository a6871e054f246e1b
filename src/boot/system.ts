/** A booted machine from its parts: the kernel in RAM, programs and files on the disk. */
import { buildDisk } from '../disk';
import { type Executable, stripped, writeElf } from '../image';
import { memoryMap } from '../isa';
import { Machine, type MachineOptions, MemoryRefused } from '../machine';
import { baseName, present } from '../source';
import { type BundledProgram, type DiskFile, type Program, nameOnDisk, startupFile } from './disk-files';
import { launchTable } from './launch';

export interface SystemOptions {
  readonly kernel: Executable;
  /** Run at once, in this order; the machine ends with the status of the first. */
  readonly programs: readonly Program[];
  readonly bundled: readonly BundledProgram[];
  readonly files?: readonly DiskFile[];
  /** Bytes of RAM. */
  readonly memory?: number;
  /** Instructions between timer interrupts; 0: none. */
  readonly timer?: number;
  /** What decides who runs: its number. */
  readonly scheduler?: number;
  /** A terminal is at the other end of the console. */
  readonly terminal?: boolean;
  readonly diskBlocks?: number;
}

export interface System {
  readonly machine: Machine;
  readonly kernel: Executable;
  /** What each file of `/bin` runs, by name. */
  readonly programs: ReadonlyMap<string, () => Executable>;
  /** Names of the programs that the user runs, in the order of `SystemOptions.programs`. */
  readonly started: readonly string[];
  /** What a process runs, by the name that the kernel has for it. */
  executableOf(processName: string): Executable | undefined;
}

/** A machine about to execute the kernel's first instruction, or what is in the way. */
export function createSystem(options: SystemOptions): { system?: System; problem?: string } {
  const {
    kernel,
    programs,
    bundled,
    memory = memoryMap.defaultRamSize,
    timer = launchTable.timer.default,
    scheduler = 0,
    terminal = false,
  } = options;
  const started = nameOnDisk(programs);
  const executables = new Map(bundled.map(({ name, executable }) => [name, executable]));
  for (const [index, { executable }] of programs.entries())
    executables.set(present(started[index], `name of program ${index}`), () => executable);
  const disk = buildDisk(diskFiles(options, started), { blocks: options.diskBlocks });
  if (!disk.image) return { problem: `the disk cannot be made: ${disk.problem}` };
  const tooBig = kernel.segments.some(
    ({ address, memorySize }) => address + memorySize > memoryMap.ramBase + memory,
  );
  if (tooBig) return { problem: `the kernel does not fit into ${memory / 1024} KiB of memory` };
  const machine = makeMachine({ memory, disk: disk.image, timer, scheduler, terminal });
  if ('problem' in machine) return machine;
  machine.load(kernel);
  const executableOf = (processName: string) => findProgram(executables, processName);
  return { system: { machine, kernel, programs: executables, started, executableOf } };
}

function makeMachine(options: MachineOptions): Machine | { readonly problem: string } {
  try {
    return new Machine(options);
  } catch (error) {
    if (error instanceof MemoryRefused) return { problem: error.message };
    throw error;
  }
}

function diskFiles({ programs, bundled, files = [] }: SystemOptions, started: readonly string[]): DiskFile[] {
  const onDisk = new Map(bundled.map(({ name, stripped }) => [`/bin/${name}`, stripped()]));
  programs.forEach(({ executable }, index) =>
    onDisk.set(`/bin/${started[index]}`, writeElf(stripped(executable))),
  );
  const commands = programs.map(({ args }, index) => [`/bin/${started[index]}`, ...args]);
  onDisk.set('/etc/startup', startupFile(commands));
  for (const { path, bytes } of files) onDisk.set(path, bytes);
  return [...onDisk].map(([path, bytes]) => ({ path, bytes }));
}

/** A process's name may be a path or cut short. */
function findProgram(
  programs: ReadonlyMap<string, () => Executable>,
  processName: string,
): Executable | undefined {
  const name = baseName(processName);
  const exact = programs.get(name);
  if (exact || name === '') return exact?.();
  const [longer, another] = [...programs].filter(([full]) => full.startsWith(name));
  return longer && !another ? longer[1]() : undefined;
}
