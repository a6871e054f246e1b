/** The guest sources and the examples that come with the extension. */
import { files } from 'ringside:guest';
import { treeOf } from '../boot';

export const guest = treeOf(files());
