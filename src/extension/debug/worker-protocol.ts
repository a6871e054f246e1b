/** The messages between the extension and the thread of a debug session: DAP both ways, and files on request. */
import type { DebugProtocol } from '@vscode/debugprotocol';

export type ToWorker =
  | { readonly kind: 'dap'; readonly message: DebugProtocol.ProtocolMessage }
  | { readonly kind: 'file'; readonly request: number; readonly bytes: Uint8Array | undefined };

export type FromWorker =
  | { readonly kind: 'dap'; readonly message: DebugProtocol.ProtocolMessage }
  | { readonly kind: 'read'; readonly request: number; readonly path: string };
