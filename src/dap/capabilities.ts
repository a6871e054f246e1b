/** What the adapter can do, for the answer to `initialize`. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { filters } from '../debugger';
import { requestRows } from './requests';

/** Those that say that a request is answered. */
const ofRequests = Object.values<{ readonly capability?: string }>(requestRows).flatMap(
  ({ capability }) => capability ?? [],
);

export const capabilities: DebugProtocol.Capabilities = {
  ...Object.fromEntries(ofRequests.map(name => [name, true])),
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsDataBreakpointBytes: true,
  supportsExceptionFilterOptions: true,
  exceptionBreakpointFilters: filters.map(
    ({ id, label, description, conditionHelp, default: on = false }) => ({
      filter: id,
      label,
      description,
      default: on,
      supportsCondition: true,
      conditionDescription: conditionHelp,
    }),
  ),
  supportsEvaluateForHovers: true,
  completionTriggerCharacters: ['.', '>'],
  supportsClipboardContext: true,
  supportsValueFormattingOptions: true,
  supportsDelayedStackTraceLoading: true,
  supportsSteppingGranularity: true,
  supportsSingleThreadExecutionRequests: true,
  supportsANSIStyling: true,
};
