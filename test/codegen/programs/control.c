// Control flow in odd shapes: Duff's device, nested breaks, gotos into loops, switches in loops, recursion by pairs.
#include "print.h"

static void copy(char *to, const char *from, int count) {
  int rounds = (count + 3) / 4;
  switch (count % 4) {
  case 0:
    do {
      *to++ = *from++;
    case 3:
      *to++ = *from++;
    case 2:
      *to++ = *from++;
    case 1:
      *to++ = *from++;
    } while (--rounds > 0);
  }
}

static int is_even(unsigned n);
static int is_odd(unsigned n) { return n ? is_even(n - 1) : 0; }
static int is_even(unsigned n) { return n ? is_odd(n - 1) : 1; }

static int ackermann(int m, int n) {
  return !m ? n + 1 : !n ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

static int state_machine(const char *text) {
  enum { START, WORD, NUMBER, DONE } state = START;
  int score = 0;
  for (;; text++) {
    switch (state) {
    case START:
      if (!*text) {
        state = DONE;
        continue;
      }
      if (*text == ' ') break;
      state = *text >= '0' && *text <= '9' ? NUMBER : WORD;
      score += state == NUMBER ? 100 : 1;
      break;
    case WORD:
    case NUMBER:
      if (*text && *text != ' ') {
        score += state == NUMBER ? 10 : 0;
        break;
      }
      state = START;
      text--;
      break;
    default:
      return score;
    }
  }
}

static int find(int (*grid)[5], int rows, int wanted) {
  int i, j;
  for (i = 0; i < rows; i++)
    for (j = 0; j < 5; j++)
      if (grid[i][j] == wanted) goto found;
  return -1;
found:
  return i * 10 + j;
}

static int jump_in(int n) {
  int sum = 0, i = n;
  if (n > 5) goto middle;
  for (i = 0; i < 5; i++) {
    sum += 1;
  middle:
    sum += 10;
    if (sum > 100) break;
  }
  return sum * 100 + i;
}

static int classify(int c) {
  switch (c) {
  case 'a' ... 'z':
    return 1;
  case '0' ... '9':
    return 2;
  case ' ':
  case '\t':
    return 3;
  case -1:
    return 4;
  case 1000000:
    return 5;
  }
  return 0;
}

static int counter(void) {
  static int calls = 10;
  return calls++;
}

static int evaluated;
static int truth(int value) {
  evaluated = evaluated * 10 + value + 1;
  return value;
}

int main(void) {
  char text[12] = "...........";
  for (int n = 1; n <= 9; n += 4) copy(text, "duffsdevice", n), print(text), putchar(' ');
  putchar('\n');
  line("parity", is_even(100) * 10 + is_odd(7));
  line("ackermann", ackermann(2, 3));
  line("machine", state_machine("two words 42 and 7"));
  int grid[3][5] = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}, {11, 12, 13, 14, 15}};
  line("found", find(grid, 3, 14) * 1000 + find(grid, 3, 99));
  line("jumps", jump_in(2) + jump_in(9));
  line("classes", classify('q') + classify('7') * 10 + classify('\t') * 100 + classify(-1) * 1000 + classify(1000000) * 10000 + classify('A'));
  counter(), counter();
  line("static", counter());
  (void)((truth(1) && truth(0)) || (truth(1) && truth(1) && !truth(0)));
  line("evaluated", evaluated);
  int i = 5, total = 0;
  while (i --> 0) {
    if (i == 3) continue;
    for (int j = 0;; j++) {
      if (j > i) break;
      total += i * j;
    }
  }
  do total++;
  while (total % 7);
  line("total", total);
  line("comma", (i = 3, i++, i * 2));
  line("choice", i ? i > 2 ? 10 : 20 : 30);
  {
    int i = 100;
    {
      int i = 200;
      total = i;
    }
    total += i;
  }
  line("shadow", total + i);
  return 0;
}
