/** Requests about places in the code: what a step can go into, where a process can be sent, where a value leads. */
import type { SourcePlace } from '../../debugger';
import type { Context } from '../context';
import { memoryReference } from '../memory-reference';
import type { Handlers } from '../requests';
import { pidOf } from '../threads';

export function placeHandlers(context: Context) {
  const { client, handles, sources } = context;
  const position = ({ line, column }: SourcePlace) => ({
    line: client.line(line),
    column: client.column(column),
  });

  return {
    stepInTargets({ frameId }) {
      const list = context.stopped.stepTargets(handles.frame(frameId));
      return {
        targets: list.map(target => ({
          id: handles.stepTargets.add(target),
          label: target.label,
          ...(target.place && position(target.place)),
        })),
      };
    },

    gotoTargets({ source, line }) {
      const list = context.stopped.jumpTargets(sources.path(source), client.fromLine(line));
      return {
        targets: list.map(target => ({
          id: handles.jumpTargets.add(target),
          label: target.label,
          ...position(target.place),
          instructionPointerReference: memoryReference({
            pid: context.stopped.focus,
            address: target.address,
          }),
        })),
      };
    },

    goto({ threadId, targetId }) {
      context.stopped.jump(pidOf(threadId), handles.jumpTargets.get(targetId));
    },

    locations({ locationReference }) {
      const place = context.stopped && handles.places.get(locationReference);
      return { source: sources.source(place.path), ...position(place) };
    },
  } satisfies Partial<Handlers>;
}
