/** The page *System*: processes, the ready queue, the trap table, system calls, disk and devices. */
import { systemSections } from '../../figures';
import { listen, pageHost } from '../dom';
import { type Kept, StatePage } from '../picture/page';

const host = pageHost<Kept>();
const page = new StatePage(document.body, host, {
  name: 'system',
  nobody:
    'Press F5 in a program: the processes, the trap table, system calls and devices come here, as of each stop.',
  sections: systemSections,
});
listen<'system'>(message => page.take(message));
host.postMessage({ kind: 'ready' });
