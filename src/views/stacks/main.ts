/** The page *Stacks*: stacks, trap frame and saved registers of a process, and what has just been moved. */
import { stacksSections } from '../../figures';
import { listen, pageHost } from '../dom';
import { type Kept, StatePage } from '../picture/page';
import { processChoice } from '../picture/process';

const host = pageHost<Kept>();
const choice = processChoice(pid =>
  host.postMessage({ kind: 'wish', wishes: pid === undefined ? {} : { pid } }),
);
const page = new StatePage(document.body, host, {
  name: 'stacks',
  nobody:
    'Press F5 in a program: its stacks, and what the hardware and the kernel save of its registers, come here.',
  sections: stacksSections,
  controls: [choice.element],
  told: ({ processes }) => processes && choice.offer(processes),
});
listen<'stacks'>(message => page.take(message));
host.postMessage({ kind: 'ready' });
