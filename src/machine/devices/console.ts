/** The console: bytes out at once, bytes in through a queue that the host fills. */
import { consoleEnd, consoleNone } from '../../isa';
import { cause, portNamed } from '../constants';
import { Device, type Host } from './device';

const dataPort = portNamed('CONSOLE_DATA');
const terminalPort = portNamed('CONSOLE_TERMINAL');
const wantPort = portNamed('CONSOLE_WANT');

interface ConsoleState {
  /** Bytes, and `consoleEnd` where the input ends. */
  queue: number[];
  /** How many of them the guest has read. */
  taken: number;
  /** The guest has asked for input, and none has come since. */
  wanted: boolean;
  /** A terminal is at the other end, no stream. */
  terminal: boolean;
}

export class Console extends Device<ConsoleState> {
  constructor(host: Host) {
    super(host, { queue: [], taken: 0, wanted: false, terminal: host.terminal });
  }

  /** Queues bytes for the guest. */
  enqueue(values: Iterable<number>): void {
    for (const value of values) this.state.queue.push(value);
    this.state.wanted = false;
    this.host.raise(cause.console);
  }

  end(): void {
    this.enqueue([consoleEnd]);
  }

  override read(port: number): number {
    if (port === terminalPort) return Number(this.state.terminal);
    return port === dataPort ? this.take() : 0;
  }

  override look(port: number): number {
    return port === dataPort ? (this.state.queue[this.state.taken] ?? consoleNone) : this.read(port);
  }

  override write(port: number, value: number): void {
    if (port === dataPort) this.host.output(value & 0xff);
    if (port === wantPort && this.state.taken === this.state.queue.length) {
      this.state.wanted = true;
      this.host.inputWanted();
    }
  }

  private take(): number {
    const { state } = this;
    const value = state.queue[state.taken];
    if (value === undefined) return consoleNone;
    state.taken++;
    if (state.taken === state.queue.length) {
      state.queue.length = 0;
      state.taken = 0;
    }
    return value;
  }
}
