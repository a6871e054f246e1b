/** A moment that a question finds: the recording of a run, made anew, that opens at the first instant of the answer. */
import { type FileTree, type Recording, bootLaunch, recordingOf } from '../boot';
import { World } from '../debugger';
import { ask, parseQuestion } from '../questions';
import { TypedInput, openSession } from '../session';
import { type GradePorts, launchOf } from './run';

export interface Sought {
  readonly programs: readonly { readonly program: readonly string[]; readonly args: readonly string[] }[];
  readonly timer: number;
  readonly question: string;
  /** Instructions after which the run is stopped. */
  readonly limit: number;
}

/** Throws an Error with a sentence where the programs do not build, or it never happens. */
export async function momentOf(
  { question, limit, programs, timer }: Sought,
  { files, ...ports }: Pick<GradePorts, 'guest' | 'cache' | 'breathe'> & { readonly files: FileTree },
): Promise<Recording> {
  const rest = { interrupts: [], scheduler: 'round-robin', memory: 16, files: [] } as const;
  const launch = launchOf('', { programs, timer, ...rest });
  const { system, problem, read } = bootLaunch(launch, { ...ports, files });
  if (!system) throw new Error(problem);
  const host = {
    input: new TypedInput(),
    output: () => {},
    breathe: () => ports.breathe(),
    interrupted: false,
  };
  const world = new World(openSession(system));
  const { answers } = await ask(world, [parseQuestion(question)], host, limit);
  const [first] = answers.flatMap(({ instants }) => instants);
  if (!first) throw new Error(`${question}: it never happens`);
  const { count, text } = first;
  const made = recordingOf({ launch, system, read, guest: ports.guest }, world.machine.count);
  return { ...made, instant: count, bookmarks: [{ count, text }] };
}
