/** The scopes of registers: general ones as a frame had them, the CPU's control registers, and a trap frame. */
import { causes, controlRegisters, memoryMap, registers, trapFrame } from '../../isa';
import type { Machine } from '../../machine';
import type { Session } from '../../session';
import type { Variable } from '../api';
import { controlPlace } from '../expressions/registers';
import type { CodeFrame } from '../unwind/frames';
import type { VariableContext } from '../values/variable';
import { addressText } from '../values/text';
import { bytesOf, constantPlace, memoryPlace, registerPlace } from '../values/value';
import { statusText, wordText, wordVariable } from './words';
import { present } from '../../source';

export function registerVariables(frame: CodeFrame, pc: Variable, context: VariableContext): Variable[] {
  const show = (word: number) => wordText(word, context);
  const general = registers.map(({ number, name, summary }) => {
    const place = registerPlace(frame.registers, number);
    return wordVariable(name, place, show, context, { type: summary, evaluateName: `$${name}` });
  });
  return [pc, ...general];
}

/** `frame` decides about the mode: that of what trapped stands in its trap frame. */
export function controlVariables(system: Session, frame: CodeFrame, context: VariableContext): Variable[] {
  const { machine } = system;
  const shown: Readonly<Record<string, (word: number) => string>> = {
    status: word => `${addressText(word)} ${statusText(word)}`,
    ttb: word => (word === 0 ? `${addressText(0)} no trap table yet` : wordText(word, context)),
    ksp: word => kernelStackText(system, word),
    ptb: word => directoryText(system, word),
  };
  const rows = controlRegisters.map(({ name, summary }) => {
    const saved = name === 'status' && !frame.live && frame.status !== undefined;
    const place = saved ? constantPlace(bytesOf(BigInt(frame.status), 4)) : controlPlace(machine, name);
    return wordVariable(name, place, present(shown[name], `text of ${name}`), context, {
      type: summary,
      evaluateName: `$${name}`,
    });
  });
  return [...rows, clock(machine, frame.pid)];
}

const clock = ({ count }: Machine, pid: number): Variable => ({
  name: 'count',
  pid,
  value: String(count).replace(/\B(?=(\d{3})+$)/g, ','),
  type: 'Instructions since power-on: the machine’s clock.',
  evaluateName: '$count',
  readonly: true,
});

function kernelStackText({ view }: Session, word: number): string {
  const owner = word === 0 ? undefined : view.ownerOfStack(word);
  return owner ? `${addressText(word)} kernel stack of ${owner.pid} ${owner.name}` : addressText(word);
}

function directoryText({ view }: Session, word: number): string {
  if ((word & 1) === 0) return `${addressText(word)} addresses are physical`;
  const directory = (word & ~(memoryMap.pageSize - 1)) >>> 0;
  const owner = view.processes().find(({ pagedir }) => pagedir === directory);
  return `${addressText(word)} ${owner ? `address space of ${owner.pid} ${owner.name}` : 'a page directory'}`;
}

const causeByNumber = new Map(causes.map(cause => [cause.number, cause]));

/** The fields of a trap frame in memory. */
export function trapFrameVariables(frame: number, context: VariableContext): Variable[] {
  return trapFrame.map(({ name, offset, summary }) =>
    wordVariable(
      name,
      memoryPlace(context.space, frame + offset),
      word => fieldText(name, word, context),
      context,
      {
        type: summary,
      },
    ),
  );
}

export function fieldText(name: string, word: number, context: VariableContext): string {
  if (name === 'status') return `${addressText(word)} ${statusText(word)}`;
  if (name !== 'cause') return wordText(word, context);
  const cause = causeByNumber.get(word);
  return cause ? `${word} (${cause.name})` : `${word}`;
}
