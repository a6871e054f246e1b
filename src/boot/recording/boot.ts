/** From a run to its recording, and from a recording to a machine that runs the same again. */
import { type Executable, stripped, writeElf } from '../../image';
import { present } from '../../source';
import type { BuildCache } from '../build-cache';
import { bundledPrograms } from '../disk-files';
import { type GuestFiles, filesUnder, guestFolder, treeOf } from '../files';
import { type Booted, bootLaunch } from '../launch/boot';
import { titleOf } from '../parts';
import { type System, machineSettings, startSystem } from '../system';
import { markOf, markOfBytes } from './mark';
import { type RecordedImage, type RecordedLaunch, type Recording, recordedRows } from './recording';

export interface Recordable {
  readonly launch: RecordedLaunch;
  readonly system: System;
  /** What was read to make it: see `Booted`. */
  readonly read: ReadonlyMap<string, Uint8Array>;
  readonly guest: GuestFiles;
}

/** The run of a machine up to an instant, with what it ran; a moment is without. */
export function recordingOf(
  { launch, system, read, guest }: Recordable,
  end: number,
  what: 'recording' | 'moment' = 'recording',
): Recording {
  const { machine, kernel, started } = system;
  const own = [...system.programs].filter(([name]) => started.includes(name));
  const others = [...system.programs].filter(([name]) => !started.includes(name));
  const disk = system.disk();
  return {
    launch: recorded(launch),
    started,
    files: read,
    bundled: Object.fromEntries(others.map(([name, program]) => [name, markOfProgram(program())])),
    mark: markOf(system, disk),
    log: machine.inputScript,
    end,
    bookmarks: [],
    instant: what === 'moment' ? machine.count : 0,
    ...(what === 'recording' && {
      image: { kernel, programs: new Map(own), disk, guest: bundledTexts(guest) },
    }),
  };
}

/** What is booted, with the log to follow; the guest's sources are those that were recorded. */
export interface Replay extends Booted {
  readonly guest: GuestFiles;
}

interface RecordingPorts {
  readonly guest: GuestFiles;
  readonly cache: BuildCache;
}

export function bootRecording(recording: Recording, ports: RecordingPorts): Replay {
  const { image } = recording;
  const booted = image ? bootImage(recording, image, ports) : bootMoment(recording, ports);
  booted.system?.machine.playInput(recording.log);
  return { ...booted, guest: image ? treeOf(image.guest) : ports.guest };
}

function bootImage(
  { launch, started, files, bundled }: Recording,
  image: RecordedImage,
  ports: RecordingPorts,
): Booted {
  const { kernel } = image;
  // Those of another version are there, but what is known of ours says nothing of them.
  const known = bundledPrograms({ ...ports, files: treeOf(new Map()) }).programs.filter(
    ({ name, stripped }) => markOfBytes(stripped()) === bundled[name],
  );
  const programs = new Map([
    ...known.map(({ name, executable }) => [name, executable] as const),
    ...image.programs,
  ]);
  const disk = () => image.disk.slice();
  const settings = machineSettings(launch);
  return { ...startSystem({ kernel, programs, started, disk, settings }), diagnostics: [], read: files };
}

/** Builds it again; what does not come out the same is another run. */
function bootMoment({ launch, files, mark }: Recording, ports: RecordingPorts): Booted {
  const booted = bootLaunch(launch, { ...ports, files: treeOf(files) });
  const { system } = booted;
  if (!system || markOf(system, system.disk()) === mark) return booted;
  const problem =
    `${titleOf(launch.program)} builds to something else here than where the moment was taken: ` +
    'this is another version of Ringside';
  return { diagnostics: booted.diagnostics, read: files, problem };
}

const markOfProgram = (program: Executable) => markOfBytes(writeElf(stripped(program)));

/** Without what a launch has beside. */
function recorded(launch: RecordedLaunch): RecordedLaunch {
  const names = Object.keys(recordedRows);
  return Object.fromEntries(
    Object.entries(launch).filter(([name]) => names.includes(name)),
  ) as RecordedLaunch;
}

function bundledTexts(guest: GuestFiles): Map<string, Uint8Array> {
  const paths = filesUnder(guest, guestFolder);
  return new Map(paths.map(path => [path, present(guest.read(path), path)]));
}
