/** The board: what the machine was built and started with. */
import { portNamed } from '../constants';
import { Device, type Host } from './device';

const memoryPort = portNamed('BOARD_MEMORY');
const timerPort = portNamed('BOARD_TIMER');

export class Board extends Device {
  constructor(host: Host) {
    super(host, {});
  }

  override read(port: number): number {
    if (port === memoryPort) return this.host.memory.size;
    return port === timerPort ? this.host.timer : this.host.scheduler;
  }
}
