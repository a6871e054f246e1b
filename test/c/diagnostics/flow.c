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
