/** The place in a source that an event is about. */
import type { Module } from './images/module';
import { isKernelAddress, type Modules } from './images/modules';
import type { SystemEvent } from '../protocol';
import type { SourcePlace } from './api';

/** The functions of the kernel that do what an event tells, by the names that ARCHITECTURE.md fixes or the kernel has. */
const functions: Partial<Record<SystemEvent['event'], string>> = {
  'context-switch': 'swtch',
  'process-exit': 'proc_exit',
  'trap-table': 'trap_init',
};

export function placeOfEvent(event: SystemEvent, modules: Modules): SourcePlace | undefined {
  const kernelFunction = 'function' in event ? event.function : functions[event.event];
  if (kernelFunction !== undefined) return placeOfFunction(kernelFunction, modules.kernel);
  if (event.event === 'main') return placeOfFunction('main', modules.ofProcess(event.name));
  if (!('pc' in event)) return undefined;
  const afterTrap = event.event === 'trap' && event.call !== undefined;
  const pc = afterTrap ? event.pc - 4 : event.pc;
  const module = isKernelAddress(pc) ? modules.kernel : modules.ofProcess(event.name);
  return module?.placeAt(pc);
}

function placeOfFunction(name: string, module: Module | undefined): SourcePlace | undefined {
  const symbol = module?.symbols.named(name);
  return symbol && module?.placeAt(symbol.address);
}
