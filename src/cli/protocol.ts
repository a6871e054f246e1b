/** `--protocol`: a run told as the protocol of limited direct execution, in three columns. */
import { ProtocolFold, protocolEvents, protocolHeading, protocolText } from '../figures';
import { trapFrameSize } from '../isa';
import type { EventName, ProtocolSection, SystemEvent } from '../protocol';
import type { Session } from '../session';
import type { Option } from './options';
import type { Terminal } from './terminal';

export const protocolOption: Option = {
  name: '--protocol',
  help: `tell the run on standard error as OSTEP's figures 6.2 and 6.3 have it: what the operating
system, the hardware and the program do, with the instant and the cost of each step`,
};

/** Columns where there is no terminal to ask. */
const usualWidth = 132;

export class ProtocolTeller {
  private readonly fold: ProtocolFold;
  private readonly width = process.stderr.columns || usualWidth;

  constructor(
    private readonly system: Session,
    private readonly terminal: Terminal,
  ) {
    this.fold = new ProtocolFold({ trapFrame: trapFrameSize, context: system.view.contextSize });
    terminal.say(protocolHeading(this.width));
  }

  /** The events that it is made of. */
  readonly interest: readonly EventName[] = protocolEvents;

  take(event: SystemEvent): void {
    this.tell(this.fold.take(event));
  }

  end(): void {
    this.tell(this.fold.rest(this.system.machine.count));
  }

  private tell(sections: readonly ProtocolSection[]): void {
    for (const section of sections) this.terminal.say(protocolText(section, this.width));
  }
}
