/* The schedulers that BOARD_SCHEDULER can ask for. Generated from src/isa by `npm run generate`: do not edit. */
#ifndef SYS_SCHEDULERS_H
#define SYS_SCHEDULERS_H

/* Every scheduler as X(number, name), in order of its number. */
#define SCHEDULERS(X) \
  X(0, round_robin) \
  X(1, shortest_first) \
  X(2, feedback) \
  X(3, lottery) \
  X(4, stride)

#endif
