/** A booted machine from its parts: the kernel in RAM, programs and files on the disk. */
import { type NewFile, buildDisk, updateDisk } from '../disk';
import { type Executable, stripped, writeElf } from '../image';
import { memoryMap, schedulers } from '../isa';
import { Machine, type MachineOptions, MemoryRefused } from '../machine';
import { baseName, present } from '../source';
import {
  type BundledProgram,
  type DiskFile,
  type Program,
  deviceFiles,
  processFolder,
  nameOnDisk,
  onDiskAs,
  startupFile,
  temporaryFolder,
} from './disk-files';
import { launchTable, mebibyte } from './launch';
import type { RecordedLaunch } from './recording/recording';

export interface SystemOptions {
  readonly kernel: Executable;
  /** Run at once, in this order; the machine ends with the status of the first. */
  readonly programs: readonly Program[];
  readonly bundled: readonly BundledProgram[];
  readonly files?: readonly DiskFile[];
  /** The environment of the programs. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Bytes of RAM. */
  readonly memory?: number;
  /** Instructions between timer interrupts; 0: none. */
  readonly timer?: number;
  /** Instants of more timer interrupts, in their order. */
  readonly interrupts?: readonly number[];
  /** What decides who runs: its number. */
  readonly scheduler?: number;
  /** A terminal is at the other end of the console. */
  readonly terminal?: boolean;
  /** Of a disk that is made. */
  readonly diskBlocks?: number;
  /** The image of a disk that is kept: everything on it stays, but what is put there. */
  readonly disk?: Uint8Array;
}

/** All that a machine starts from. */
export interface SystemImage {
  readonly kernel: Executable;
  /** What each file of `/bin` runs, by name. */
  readonly programs: ReadonlyMap<string, () => Executable>;
  /** Names of the programs that the user runs, in the order of `SystemOptions.programs`. */
  readonly started: readonly string[];
  /** The disk as it is at the start; each time in bytes of its own. */
  disk(): Uint8Array;
  readonly settings: Required<Omit<MachineOptions, 'disk' | 'engine'>>;
}

export interface System extends SystemImage {
  readonly machine: Machine;
  /** The name of the program that a process runs, by the name that the kernel has for it: one cut, or half written. */
  programOf(processName: string): string | undefined;
  /** The same program. */
  executableOf(processName: string): Executable | undefined;
}

/** What a launch says of the machine. */
export const machineSettings = ({ memory, timer, scheduler, console, interrupts }: RecordedLaunch) => ({
  memory: memory * mebibyte,
  timer,
  scheduler: schedulers.find(({ name }) => name === scheduler)?.number ?? 0,
  terminal: console === 'integratedTerminal',
  interrupts: [...interrupts].sort((a, b) => a - b),
});

/** A machine about to execute the kernel's first instruction, or what is in the way. */
export function createSystem(options: SystemOptions): { system?: System; problem?: string } {
  const { kernel, programs, bundled, scheduler = 0, interrupts = [], terminal = false } = options;
  const { memory = memoryMap.defaultRamSize, timer = launchTable.timer.default } = options;
  const started = nameOnDisk(programs);
  const executables = new Map(bundled.map(({ name, executable }) => [name, executable]));
  for (const [index, { executable }] of programs.entries())
    executables.set(present(started[index], `name of program ${index}`), () => executable);
  const built = diskFor(options, started);
  if (!built.image) return built;
  let first: Uint8Array | undefined = built.image;
  const disk = () => {
    const image = first ?? diskFor(options, started).image;
    first = undefined;
    return present(image, 'a disk that could be built before');
  };
  const settings = { memory, timer, scheduler, terminal, interrupts };
  return startSystem({ kernel, programs: executables, started, disk, settings });
}

/** The same from what has been put together already. */
export function startSystem(image: SystemImage): { system?: System; problem?: string } {
  const { kernel, programs, settings } = image;
  const end = memoryMap.ramBase + settings.memory;
  if (kernel.segments.some(({ address, memorySize }) => address + memorySize > end))
    return { problem: `the kernel does not fit into ${settings.memory / 1024} KiB of memory` };
  const machine = makeMachine({ ...settings, disk: image.disk() });
  if ('problem' in machine) return machine;
  machine.load(kernel);
  const programOf = (processName: string) => findProgram(programs, processName);
  const executableOf = (processName: string) => programs.get(programOf(processName) ?? '')?.();
  return { system: { ...image, machine, programOf, executableOf } };
}

function diskFor(
  options: SystemOptions,
  started: readonly string[],
): { image: Uint8Array } | { image?: undefined; problem: string } {
  const files = diskFiles(options, started);
  const kept = options.disk !== undefined;
  const { image, problem = 'there is no image' } = kept
    ? updateDisk(options.disk, files)
    : buildDisk(files, { blocks: options.diskBlocks });
  return image ? { image } : { problem: `the disk cannot be ${kept ? 'used' : 'made'}: ${problem}` };
}

function makeMachine(options: MachineOptions): Machine | { readonly problem: string } {
  try {
    return new Machine(options);
  } catch (error) {
    if (error instanceof MemoryRefused) return { problem: error.message };
    throw error;
  }
}

function diskFiles(
  { programs, bundled, files = [], variables = {} }: SystemOptions,
  started: readonly string[],
): NewFile[] {
  const onDisk = new Map(bundled.map(({ name, stripped }) => [`/bin/${name}`, stripped()]));
  programs.forEach(({ executable }, index) =>
    onDisk.set(`/bin/${started[index]}`, writeElf(stripped(executable))),
  );
  const commands = programs.map(({ args }, index) => [`/bin/${started[index]}`, ...args]);
  onDisk.set('/etc/startup', startupFile(commands, variables));
  for (const { path, bytes } of files) onDisk.set(path, bytes);
  const written = [...onDisk].map(([path, bytes]) => onDiskAs(path, bytes));
  return [...deviceFiles, processFolder, ...written, temporaryFolder];
}

/** The name of a process may be a path or cut short. */
function findProgram(
  programs: ReadonlyMap<string, () => Executable>,
  processName: string,
): string | undefined {
  const name = baseName(processName);
  if (programs.has(name)) return name;
  if (name === '') return undefined;
  const [longer, another] = [...programs.keys()].filter(full => full.startsWith(name));
  return another === undefined ? longer : undefined;
}
