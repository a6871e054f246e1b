/** Entry of the language server's thread in the web. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from './server';

/** In a worker, the global scope is what messages are posted to; the DOM's types describe a window instead. */
const scope = globalThis as unknown as Worker;
serve(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)));
