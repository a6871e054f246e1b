/** The page *Memory*: an address space, its page tables, physical memory, and the bytes that an expression points to. */
import { memorySections, withFrames } from '../../figures';
import type { MemoryWishes } from '../../protocol';
import { element, listen, pageHost } from '../dom';
import { type Kept, StatePage } from '../picture/page';
import { processChoice } from '../picture/process';

const host = pageHost<Kept>();
let wishes: MemoryWishes = {};
const wish = (more: MemoryWishes): void => {
  wishes = { ...wishes, ...more };
  host.postMessage({ kind: 'wish', wishes });
};
const choice = processChoice(pid => {
  const { expression } = wishes;
  wishes = { ...(expression !== undefined && { expression }) };
  wish(pid === undefined ? {} : { pid });
});
const input = element('input', {
  type: 'text',
  placeholder: '$sp, buffer, &list->head',
  title:
    'A register, a variable or any C expression: what it points to, or where it stands. It is looked at again at each stop.',
});
input.addEventListener('change', () => wish({ expression: input.value.trim() || '$sp' }));
const page = new StatePage(document.body, host, {
  name: 'memory',
  nobody:
    'Press F5 in a program: its address space, its page tables and the frames of physical memory come here.',
  sections: memorySections,
  controls: [choice.element, element('label', {}, 'Bytes at ', input)],
  told: ({ processes }) => processes && choice.offer(processes),
  known: withFrames,
});
listen<'memory'>(message => page.take(message));
host.postMessage({ kind: 'ready' });
