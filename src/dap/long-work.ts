/** What takes long: shown as DAP's progress once it has taken a while, and ended where the client cancels it. */
import type { DebugProtocol } from '@vscode/debugprotocol';

/** What takes less is not shown. */
const patience = 500;
/** Between two updates. */
const pause = 200;

export class LongWork {
  /** The client has asked for its end. */
  cancelled = false;
  private shown = false;
  private readonly begun = Date.now();
  private told = 0;

  /** `id`: of no other progress of the session. `send`: absent for a client that does not want to know. */
  constructor(
    readonly id: string,
    private readonly title: string,
    private readonly send: (event: string, body: object) => void = () => {},
    private readonly stop: () => void = () => {},
  ) {}

  cancel(): void {
    this.cancelled = true;
    this.stop();
  }

  /** How much has been done, from 0 to 1, and where it is. */
  tell(done: number, message?: string): void {
    const now = Date.now();
    if (now - this.begun < patience || now - this.told < pause) return;
    this.told = now;
    const state = {
      progressId: this.id,
      percentage: Math.round(100 * Math.min(1, Math.max(0, done))),
      ...(message !== undefined && { message }),
    };
    if (this.shown) this.send('progressUpdate', state satisfies DebugProtocol.ProgressUpdateEvent['body']);
    else
      this.send('progressStart', {
        ...state,
        title: this.title,
        cancellable: true,
      } satisfies DebugProtocol.ProgressStartEvent['body']);
    this.shown = true;
  }

  end(): void {
    if (this.shown)
      this.send('progressEnd', { progressId: this.id } satisfies DebugProtocol.ProgressEndEvent['body']);
  }
}
