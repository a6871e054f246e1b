/** The page *Protocol*: OSTEP's figures 6.1 to 6.3, row by row as the run goes. */
import { listen, pageHost } from '../dom';
import { ProtocolPage, type Kept } from './page';

const host = pageHost<Kept>();
const page = new ProtocolPage(document.body, host);
listen<'protocol'>(message => page.take(message));
host.postMessage({ kind: 'ready' });
