/**
 * Two futures of one instant: the one that the run has, and one in which something has been changed; and where they
 * differ first. Each is run on a machine of its own, so that nobody who stands at the instant notices.
 */
import type { SystemImage } from '../../boot';
import type { InputEntry } from '../../machine';
import type { Comparison, StateDifference } from '../../protocol';
import type { RunState } from '../../session';
import type { Variable } from '../api';
import type { AnyFrame } from '../unwind/frames';
import { World } from '../world';
import { carryOut } from './changes';
import { type Course, LaterInput, follow } from './course';
import { type Parting, compared, partingOf } from './compared';

export interface Branching {
  readonly image: SystemImage;
  /** Where they begin. */
  readonly state: RunState;
  /** All that came from outside, up to there and, where it is known, later. */
  readonly script: readonly InputEntry[];
  /** What is typed after that. */
  readonly later: readonly (Uint8Array | 'end')[];
  readonly change: string;
  /** Whose names the change means: a process, and how many frames lie inside of the one that is meant. */
  readonly frame?: { readonly pid: number; readonly depth: number };
  /** How far they are followed at most. */
  readonly instructions: number;
  /** Told how much has been done, from 0 to 1; false: it is not wanted any more. */
  breathe(done: number): Promise<boolean>;
}

export interface Branched {
  readonly comparison: Comparison;
  /** What came from outside in the other future, and its last instant. */
  readonly log: readonly InputEntry[];
  readonly end: number;
}

/** It was not wanted any more. */
export class BranchEnded extends Error {}

type Which = 'asItIs' | 'changed';

/** What somebody has typed; nothing for what was set by hand. */
function typedBy(entry: InputEntry): (Uint8Array | 'end')[] {
  if ('made' in entry) return [];
  return ['end' in entry ? 'end' : entry.bytes];
}

/** Throws DebuggerError where the change makes no sense, BranchEnded where the comparison is not wanted any more. */
export async function compareFutures(options: Branching): Promise<Branched> {
  return new Branch(options).compare();
}

class Branch {
  private readonly begin: number;
  private readonly world: World;

  constructor(private readonly options: Branching) {
    this.world = World.from(options.image, options.state);
    this.begin = this.world.machine.count;
  }

  async compare(): Promise<Branched> {
    const { change } = this.options;
    // What makes no sense is to be said before anything is run.
    this.stand('changed');
    const asItIs = await this.follow('asItIs', 0);
    const changed = await this.follow('changed', 0.5);
    const log = [...this.world.machine.inputLog];
    const { count: end } = changed;
    const parting = partingOf(asItIs, changed);
    const state = parting && (await this.stateAt(parting));
    const comparison = compared({ count: this.begin, change, asItIs, changed, state });
    return { comparison, log, end };
  }

  /** Brings the machine to where the futures begin. */
  private stand(which: Which): LaterInput {
    const { state, script, later, change } = this.options;
    const { runner, machine, inspector } = this.world;
    runner.restore(state);
    inspector.forget();
    const coming = script.slice(machine.inputLog.length);
    if (which === 'changed') {
      carryOut(change, this.world, this.frame());
      inspector.forget();
      return new LaterInput(false, [...coming.flatMap(typedBy), ...later]);
    }
    machine.playInput(script);
    return coming.length > 0 ? new LaterInput(true, []) : new LaterInput(false, later);
  }

  private frame(): AnyFrame | undefined {
    const { frame } = this.options;
    return frame && this.world.inspector.stack(frame.pid)[frame.depth];
  }

  private async follow(
    which: Which,
    part: number,
    limit = this.begin + this.options.instructions,
  ): Promise<Course> {
    const { breathe, instructions } = this.options;
    let wanted = true;
    const input = this.stand(which);
    const course = await follow(this.world, input, limit, async count => {
      wanted = await breathe(part + (0.5 * (count - this.begin)) / instructions);
      return wanted;
    });
    if (!wanted) throw new BranchEnded('the comparison has been ended');
    return course;
  }

  /** What differs where a process enters the kernel as another than it was. */
  private async stateAt({ asItIs, changed }: Parting): Promise<StateDifference> {
    const before = await this.variables('asItIs', asItIs);
    const after = await this.variables('changed', changed);
    const variables = [...after].flatMap(([name, value]) => {
      const was = before.get(name);
      return was === undefined || was === value ? [] : [{ name, asItIs: was, changed: value }];
    });
    return { asItIs: asItIs.event, changed: changed.event, variables };
  }

  /** The values of all that has a name in a process at its entry to the kernel. */
  private async variables(which: Which, { event }: Parting[Which]): Promise<Map<string, string>> {
    await this.follow(which, 1, event.count + 1);
    const { inspector } = this.world;
    inspector.forget();
    const found = new Map<string, string>();
    const registers = new Map<string, string>();
    const note = (map: Map<string, string>, prefix: string, { name, value }: Variable) =>
      void map.set(`${prefix}${name}`, value);
    for (const frame of inspector.stack(event.pid)) {
      if (frame.kind !== 'code' || frame.mode !== 'user') continue;
      for (const scope of inspector.scopes(frame)) {
        if (scope.name === 'Locals') for (const row of scope.variables()) note(found, `${frame.name}: `, row);
        if (scope.name === 'Globals') for (const row of scope.variables()) note(found, '', row);
        if (scope.name === 'Registers' && registers.size === 0)
          for (const row of scope.variables()) note(registers, '$', row);
      }
    }
    for (const [name, value] of registers) found.set(name, value);
    return found;
  }
}
