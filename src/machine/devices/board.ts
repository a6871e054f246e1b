/** The board: what the machine was built and started with. */
import { portNamed } from '../constants';
import { Device, type Host } from './device';

const memoryPort = portNamed('BOARD_MEMORY');

export class Board extends Device {
  constructor(host: Host) {
    super(host, {});
  }

  override read(port: number): number {
    return port === memoryPort ? this.host.memory.size : this.host.timer;
  }
}
