/** What goes between a page and the extension. */
import type { MachineStatus, ProtocolBatch } from '../protocol';

export type ToPage =
  /** Another session, or none so far. */
  | { readonly kind: 'session'; readonly name: string | undefined }
  | { readonly kind: 'protocol'; readonly batch: ProtocolBatch }
  | { readonly kind: 'status'; readonly status: MachineStatus }
  /** The machine of the session is off. */
  | { readonly kind: 'ended' };

export type FromPage =
  /** The page can be told. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'goTo'; readonly count: number }
  | { readonly kind: 'copy'; readonly text: string };
