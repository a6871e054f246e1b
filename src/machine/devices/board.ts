/** The board: what the machine was built and started with. */
import { portNamed } from '../constants';
import type { Device } from './device';

const memoryPort = portNamed('BOARD_MEMORY');

export class Board implements Device {
  constructor(
    /** Bytes of RAM. */
    private readonly memory: number,
    /** The timer interval that the kernel should set. */
    private readonly timer: number,
  ) {}

  read(port: number): number {
    return port === memoryPort ? this.memory : this.timer;
  }

  write(): void {}

  due(): number {
    return Infinity;
  }

  fire(): void {}
}
