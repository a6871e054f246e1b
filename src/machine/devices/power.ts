/** The power switch: a write stops the machine for good. */
import { portNamed } from '../constants';
import type { FinalStop } from '../events';
import type { Device } from './device';

const offPort = portNamed('POWER_OFF');

export class Power implements Device {
  constructor(private readonly off: (stop: FinalStop & { readonly status: number }) => void) {}

  read(): number {
    return 0;
  }

  write(port: number, status: number): void {
    this.off({ reason: port === offPort ? 'off' : 'panic', status });
  }

  due(): number {
    return Infinity;
  }

  fire(): void {}
}
