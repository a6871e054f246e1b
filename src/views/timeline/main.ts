/** The page *Timeline*: who has the CPU when, who waits, what happens, and what leads to what. */
import { listen, pageHost } from '../dom';
import { type Kept, TimelinePage } from './page';

const host = pageHost<Kept>();
const page = new TimelinePage(document.body, host);
listen<'timeline'>(message => page.take(message));
host.postMessage({ kind: 'ready' });
