/** The timer: an interrupt every N instructions. */
import { cause } from '../constants';
import { Device, type Host } from './device';

interface TimerState {
  /** Instructions between two interrupts; 0: stopped. */
  interval: number;
  /** The clock at the next one; Infinity: none. */
  due: number;
}

export class Timer extends Device<TimerState> {
  constructor(host: Host) {
    super(host, { interval: 0, due: Infinity });
  }

  override read(): number {
    return this.state.interval;
  }

  override write(_port: number, value: number): void {
    this.state.interval = value;
    this.state.due = value === 0 ? Infinity : this.host.now + value;
    this.host.reschedule();
  }

  override due(): number {
    return this.state.due;
  }

  override fire(): void {
    this.state.due += this.state.interval;
    this.host.raise(cause.timer);
  }
}
