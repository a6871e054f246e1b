/** The power switch: a write stops the machine for good. */
import { portNamed } from '../constants';
import { Device, type Host } from './device';

const offPort = portNamed('POWER_OFF');

export class Power extends Device {
  constructor(host: Host) {
    super(host, {});
  }

  override write(port: number, status: number): void {
    this.host.powerOff({ reason: port === offPort ? 'off' : 'panic', status });
  }
}
