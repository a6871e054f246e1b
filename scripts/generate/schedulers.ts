/** The kernel's list of schedulers: `guest/include/sys/schedulers.h`. */
import { schedulers } from '../../src/isa';

export function schedulerHeader(): string {
  return `/* The schedulers that BOARD_SCHEDULER can ask for. Generated from src/isa by \`npm run generate\`: do not edit. */
#ifndef SYS_SCHEDULERS_H
#define SYS_SCHEDULERS_H

/* Every scheduler as X(number, name), in order of its number. */
#define SCHEDULERS(X) \\
${schedulers.map(({ number, name }) => `  X(${number}, ${name.replaceAll('-', '_')})`).join(' \\\n')}

#endif
`;
}
