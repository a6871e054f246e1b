/** The pictures of a run that the command line can show: what they are made of, and when they are shown. */
import type { EventName, SystemEvent } from '../protocol';
import type { Session } from '../session';
import type { Arguments, Option } from './options';
import { ProtocolTeller, protocolOption } from './protocol';
import type { Terminal } from './terminal';
import { TimelineTeller, timelineOption, timelineSvgOption } from './timeline';

export interface Picture {
  /** The events that it is made of. */
  readonly interest: readonly EventName[];
  take(event: SystemEvent): void;
  /** The run has ended. */
  end(): void;
}

export const pictureOptions: readonly Option[] = [protocolOption, timelineOption, timelineSvgOption];

/** Those that are asked for. Throws a Failure where a file cannot be written. */
export function picturesOf(given: Arguments, system: Session, terminal: Terminal): readonly Picture[] {
  const svg = given.value(timelineSvgOption.name);
  const asText = given.has(timelineOption.name);
  return [
    ...(given.has(protocolOption.name) ? [new ProtocolTeller(system, terminal)] : []),
    ...(asText || svg !== undefined ? [new TimelineTeller(system, terminal, { asText, svg })] : []),
  ];
}
