/** What can be changed at an instant to see what comes of it, as a person writes it. */
import { maskOf, pageTableBits, portNumber } from '../../isa';
import { DebuggerError } from '../errors';
import type { AnyFrame } from '../unwind/frames';
import type { World } from '../world';

type Changed = Pick<World, 'inspector' | 'processes'> & { readonly system: World['system'] };

interface Kind {
  readonly usage: string;
  readonly about: string;
  /** What a text of this kind asks for; undefined: it is of another kind. */
  read(text: string): ((world: Changed, frame: AnyFrame | undefined) => void) | undefined;
}

const timerInterval = portNumber('TIMER_INTERVAL');
const opened = maskOf(pageTableBits, 'WRITE') | maskOf(pageTableBits, 'USER');

export const changeKinds: readonly Kind[] = [
  {
    usage: 'interrupt',
    about: 'a timer interrupt comes here',
    read: text => (text === 'interrupt' ? ({ system }) => system.machine.placeInterrupt() : undefined),
  },
  {
    usage: 'timer off | timer N',
    about: 'the timer is stopped, or interrupts every N instructions from here',
    read(text) {
      const [, value] = /^timer\s+(off|\d[\d_]*)$/.exec(text) ?? [];
      if (value === undefined) return undefined;
      const interval = value === 'off' ? 0 : Number(value.replaceAll('_', ''));
      if (interval >= 2 ** 32)
        throw new DebuggerError('bad-value', `the timer counts no further than ${2 ** 32 - 1}`);
      return ({ system }) => system.machine.writePort(timerInterval, interval);
    },
  },
  {
    usage: 'writable NAME',
    about: 'programs may write the page that something stands in, such as the trap table',
    read(text) {
      const [, name] = /^writable\s+(.+)$/.exec(text) ?? [];
      return name === undefined ? undefined : (world, frame) => open(name, world, frame);
    },
  },
  {
    usage: 'VARIABLE = VALUE',
    about: 'a variable, a register or memory is something else: an assignment as in C',
    read: text => (world, frame) => assign(text, world, frame),
  },
];

/** Does what a text asks for, by hand. Throws DebuggerError where it makes no sense, or changes nothing. */
export function carryOut(text: string, world: Changed, frame: AnyFrame | undefined): void {
  const change = text.trim();
  const { machine } = world.system;
  const before = machine.inputLog.length;
  for (const kind of changeKinds) {
    const work = kind.read(change);
    if (!work) continue;
    work(world, frame);
    break;
  }
  if (machine.inputLog.length === before)
    throw new DebuggerError('bad-value', `${change} changes nothing here: everything is so already`);
}

function assign(text: string, { inspector }: Changed, frame: AnyFrame | undefined): void {
  const written = () => changeKinds.map(({ usage }) => usage).join(', ');
  if (!/[^=!<>]=[^=]|\+\+|--/.test(text))
    throw new DebuggerError(
      'bad-expression',
      `${text === '' ? 'nothing' : text} is no change: there are ${written()}`,
    );
  inspector.evaluate(text, frame, 'assign');
}

function open(name: string, { inspector, processes, system }: Changed, frame: AnyFrame | undefined): void {
  const { place } = inspector.evaluate(name, frame, 'look');
  const { address } = place;
  const space = place.space ?? inspector.space(processes.livePid);
  if (address === undefined || !system.machine.setPageBits(address, opened, space.ptb))
    throw new DebuggerError('no-memory', `${name} stands in no page`);
}
