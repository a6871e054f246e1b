/** The guest sources and the examples that come with the extension. */
import { files } from 'ringside:guest';
import { treeOf } from '../system';

export const guest = treeOf(files());
