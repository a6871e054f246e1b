/** The guest sources, what was built from them, and the examples, as they come with the extension. */
import { files, prebuilt } from 'ringside:guest';
import { type GuestFiles, treeOf } from '../system';

export const guest: GuestFiles = { ...treeOf(files()), prebuilt };
