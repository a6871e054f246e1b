/** A run that nobody debugs, up to an instant, and where it stands there. */
import { threadLabel } from '../../events';
import { runToStop } from '../../session';
import type { World } from '../world';
import { LaterInput } from './course';
import { endingOf } from './compared';

/** Runs to an instant, with what is typed; why it does not come there. */
export async function reachInstant(
  { runner, machine }: World,
  typed: readonly (Uint8Array | 'end')[],
  instant: number,
  breathe: (count: number) => Promise<void>,
): Promise<string | undefined> {
  const input = new LaterInput(machine.playsInput, typed);
  const outcome = await runToStop<never>(
    runner,
    {
      input,
      output: () => {},
      breathe: () => breathe(machine.count),
      get interrupted() {
        return input.ranOut;
      },
    },
    { stride: Infinity, at: () => undefined },
    instant,
  );
  if (outcome.reason === 'limit' || outcome.reason === 'stopped') return undefined;
  return `the run does not come to instruction ${instant}: ${endingOf(outcome)} at instruction ${machine.count}`;
}

/** `2 race in read+0x8` */
export function whereText({ processes, inspector, machine }: World): string {
  const { pid, name } = processes.live();
  const place = inspector.symbol(machine.pc, pid);
  return `${pid === 0 ? 'the kernel' : `${threadLabel(pid)} ${name}`}${place === undefined ? '' : ` in ${place}`}`;
}
