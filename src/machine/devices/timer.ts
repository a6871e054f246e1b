/** The timer: an interrupt every N instructions. */
import { cause } from '../constants';
import type { TimerState } from '../state';
import type { Device, Host } from './device';

export class Timer implements Device {
  constructor(
    private readonly state: TimerState,
    private readonly host: Host,
  ) {}

  read(): number {
    return this.state.interval;
  }

  write(_port: number, value: number): void {
    this.state.interval = value;
    this.state.due = value === 0 ? Infinity : this.host.now + value;
    this.host.reschedule();
  }

  due(): number {
    return this.state.due;
  }

  fire(): void {
    this.state.due += this.state.interval;
    this.host.raise(cause.timer);
  }
}
