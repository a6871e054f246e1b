/** The timer: an interrupt every N instructions, and some where they have been placed from outside. */
import { cause } from '../constants';
import { Device, type Host } from './device';

interface TimerState {
  /** Instructions between two interrupts; 0: stopped. */
  interval: number;
  /** The clock at the next one; Infinity: none. */
  due: number;
  /** How many of those placed have been. */
  placed: number;
}

export class Timer extends Device<TimerState> {
  constructor(host: Host) {
    super(host, { interval: 0, due: Infinity, placed: 0 });
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
    return Math.min(this.state.due, this.nextPlaced);
  }

  override fire(): void {
    if (this.nextPlaced <= this.state.due) this.state.placed++;
    else this.state.due += this.state.interval;
    this.host.raise(cause.timer);
  }

  private get nextPlaced(): number {
    return this.host.interrupts[this.state.placed] ?? Infinity;
  }
}
