/** A build as DAP's progress: told once a piece of it has been done. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { baseName } from '../source';

export class Progress {
  private begun = false;

  /** `id`: of no other progress of the session. `send`: absent for a client that does not want to know. */
  constructor(
    readonly id: string,
    private readonly title: string,
    private readonly send: (event: string, body: object) => void = () => {},
  ) {}

  /** A source has been translated. */
  done(path: string): void {
    const message = baseName(path);
    const body = { progressId: this.id, message };
    if (this.begun) this.send('progressUpdate', body satisfies DebugProtocol.ProgressUpdateEvent['body']);
    else
      this.send('progressStart', {
        ...body,
        title: this.title,
        cancellable: true,
      } satisfies DebugProtocol.ProgressStartEvent['body']);
    this.begun = true;
  }

  end(): void {
    if (this.begun)
      this.send('progressEnd', { progressId: this.id } satisfies DebugProtocol.ProgressEndEvent['body']);
  }
}
