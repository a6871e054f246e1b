/** The messages between the extension and the thread of a debug session: DAP both ways, and files on request. */
import type { DebugProtocol } from '@vscode/debugprotocol';

export type ToWorker =
  | { readonly kind: 'dap'; readonly message: DebugProtocol.ProtocolMessage }
  /** The bytes of a file, undefined if there is none; or the entries of a folder, a folder's with a slash at its end. */
  | {
      readonly kind: 'answer';
      readonly request: number;
      readonly result: Uint8Array | undefined | readonly string[];
    };

export type FromWorker =
  | { readonly kind: 'dap'; readonly message: DebugProtocol.ProtocolMessage }
  | { readonly kind: 'read' | 'list'; readonly request: number; readonly path: string }
  /** A file to be written; nothing answers. */
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array };
