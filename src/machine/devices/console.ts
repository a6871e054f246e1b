/** The console: bytes out at once, bytes in through a queue that the host fills. */
import { consoleEnd, consoleNone } from '../../isa';
import { cause, portNamed } from '../constants';
import type { ConsoleState } from '../state';
import type { Device, Host } from './device';

const dataPort = portNamed('CONSOLE_DATA');
const wantPort = portNamed('CONSOLE_WANT');

export class Console implements Device {
  output: (byte: number) => void = () => {};
  /** Called when the guest wants input and there is none. */
  inputWanted: () => void = () => {};

  constructor(
    private readonly state: ConsoleState,
    private readonly host: Host,
  ) {}

  get wanted(): boolean {
    return this.state.wanted;
  }

  /** Queues bytes, or the end of the input. */
  enqueue(values: Iterable<number>): void {
    for (const value of values) this.state.queue.push(value);
    this.state.wanted = false;
    this.host.raise(cause.console);
  }

  end(): void {
    this.enqueue([consoleEnd]);
  }

  read(port: number): number {
    return port === dataPort ? this.take() : 0;
  }

  write(port: number, value: number): void {
    if (port === dataPort) this.output(value & 0xff);
    if (port === wantPort && this.empty) {
      this.state.wanted = true;
      this.inputWanted();
    }
  }

  private get empty(): boolean {
    return this.state.taken === this.state.queue.length;
  }

  private take(): number {
    if (this.empty) return consoleNone;
    const value = this.state.queue[this.state.taken++];
    if (this.empty) {
      this.state.queue.length = 0;
      this.state.taken = 0;
    }
    return value;
  }

  due(): number {
    return Infinity;
  }

  fire(): void {}
}
