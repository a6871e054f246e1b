/** The guest sources and the examples that come with the extension. */
import { sources } from 'ringside:guest';
import { readArchive, treeOf } from '../boot';

export const guest = treeOf(readArchive(sources()));
