/** The guest's list of signals: `guest/include/sys/signals.h`. */
import { signals } from '../../src/isa';

const count = 32;

export function signalHeader(): string {
  return `/* Signals: their numbers, and what they do to a process without a handler. Generated from src/isa by \`npm run generate\`: do not edit. */
#ifndef SYS_SIGNALS_H
#define SYS_SIGNALS_H

${signals.map(({ name, number, action, summary }) => `${`#define SIG${name}`.padEnd(20)} ${String(number).padEnd(3)} /* ${action}: ${summary} */`).join('\n')}

#define NSIG                 ${count}  /* one more than the highest */

/* Every signal as X(number, name, action, summary), in order of its number. */
#define SIGNALS(X) \\
${signals.map(({ number, name, action, summary }) => `  X(${number}, ${name}, ${action.toUpperCase()}, ${JSON.stringify(summary)})`).join(' \\\n')}

#endif
`;
}
