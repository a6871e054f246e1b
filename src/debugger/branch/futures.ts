/** Other futures of the instant at which the machine of a session stands: compared with its own, or taken. */
import type { Runner, Session } from '../../session';
import type { CallFrame } from '../api';
import type { Inspector } from '../inspector';
import type { Processes } from '../processes';
import type { AnyFrame } from '../unwind/frames';
import { type Branching, type Branched, compareFutures } from './branch';
import { carryOut } from './changes';

interface FuturesParts {
  readonly system: Session;
  readonly runner: Runner;
  readonly inspector: Inspector;
  readonly processes: Processes;
  /** The process that is meant where no frame is. */
  focus(): number;
}

export class Futures {
  constructor(private readonly parts: FuturesParts) {}

  /** Where the future of the run, and one with a change made here, differ first. The machine stays where it is. */
  compare(
    change: string,
    given: CallFrame | undefined,
    { instructions, breathe }: Pick<Branching, 'instructions' | 'breathe'>,
  ): Promise<Branched> {
    const { system, runner, inspector } = this.parts;
    const frame = this.frame(given);
    const depth = frame && inspector.stack(frame.pid).findIndex(({ id }) => id === frame.id);
    return compareFutures({
      image: system,
      state: runner.save(),
      script: system.machine.inputScript,
      later: [],
      change,
      ...(frame && depth !== undefined && { frame: { pid: frame.pid, depth } }),
      instructions,
      breathe,
    });
  }

  /** Makes a change here: the run goes on with it. */
  take(change: string, given: CallFrame | undefined): void {
    carryOut(change, this.parts, this.frame(given));
    this.parts.inspector.changed();
  }

  private frame(given: CallFrame | undefined): AnyFrame | undefined {
    const { inspector, focus } = this.parts;
    return given ? inspector.known(given) : inspector.stack(focus())[0];
  }
}
