// Functions whose end can be reached without a value.
void exit(int status) __attribute__((noreturn));

int missing(int a) {
  if (a) return 1;
} // warning: 'missing' returns a value, but the end of it can be reached without one

int through_a_break(int a) {
  for (;;) if (a++ > 10) break;
} // warning: 'through_a_break' returns a value

int through_a_switch(int a) {
  switch (a) {
    case 1: return 2;
    case 2: return 3;
  }
} // warning: 'through_a_switch' returns a value

int endless(int a) {
  for (;;) if (a++ > 10) return a;
}

int both_ways(int a) {
  if (a) return 1;
  else return 2;
}

int every_case(int a) {
  switch (a) {
    case 1: return 2;
    default: return 3;
  }
}

int breaks_after_returns(int a) {
  switch (a) {
    case 1: return 2; break;
    default: return 3; break;
  }
}

int by_goto(int a) {
again:
  if (a-- == 0) return a;
  goto again;
}

int never_comes_back(int a) {
  if (a) return 1;
  exit(2);
}

int main(void) { }

int out_of_a_do(int a) {
  do {
    if (a) continue;
    return 1;
  } while (0);
} // warning: 'out_of_a_do' returns a value

int endless_do(int a) {
  do if (a++ > 10) return a;
  while (1);
}

int continues_in_a_switch(int a) {
  do {
    switch (a) {
      case 1: continue;
      default: return 1;
    }
  } while (a > 1);
} // warning: 'continues_in_a_switch' returns a value

int either_exit(int a) {
  a ? exit(1) : exit(2);
}

int perhaps_exit(int a) {
  a && (exit(1), 1);
} // warning: 'perhaps_exit' returns a value

int dead_loop(int a) {
  return a;
  while (a) a--;
}

int in_a_block(int a) {
  ({ exit(a); });
}

int constant_condition(int a) {
  if (1) return a;
}

static inline int not_called(int a) {
  if (a) return 1;
} // warning: 'not_called' returns a value

int into_a_loop(int a) {
  goto inside;
  while (a)
  inside:
    a--;
} // warning: 'into_a_loop' returns a value
