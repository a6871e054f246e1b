/** The machine's devices. One that stands here is whole: its ports, its deadlines and its state are looked after. */
import { Board } from './board';
import { Bus } from './bus';
import { Console } from './console';
import type { Host } from './device';
import { Disk } from './disk';
import { Power } from './power';
import { Timer } from './timer';

export type { Host } from './device';
export type { Bus } from './bus';
export type { Disk } from './disk';

/** All of them, as at power-on. When several are due at once, they act in this order. */
export function createBus(host: Host) {
  return new Bus({
    console: new Console(host),
    timer: new Timer(host),
    disk: new Disk(host),
    power: new Power(host),
    board: new Board(host),
  });
}
