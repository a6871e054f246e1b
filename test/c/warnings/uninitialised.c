// Variables that have no value yet.
int scan(int *into);
void stop(void) __attribute__((noreturn));

int straight(void) {
  int a;
  return a; // warning: 'a' has no value yet where it is used here
}

int sum(int n) {
  int total;
  for (int i = 0; i < n; i++) total += i; // warning: 'total' has no value yet
  return total;
}

int branches(int n) {
  int both, one, ends, inner;
  if (n) both = 1, one = 1;
  else both = 2;
  if (n > 3) ends = 1;
  else stop();
  if (n) inner = 2;
  if (n) n += inner;
  return both + ends + one;
}

int one_branch(int n) {
  int one;
  if (n) one = 1;
  return one; // warning: 'one' may have no value here
}

int choice(char operator, int a, int b) {
  int result, whole;
  switch (operator) {
    case '+': result = a + b; whole = 1; break;
    case '-': result = a - b; whole = 2; break;
    default: whole = 3;
  }
  return result + whole; // warning: 'result' may have no value here
}

int loops(int n, const int *a) {
  int found, last, always;
  for (int i = 0; i < n; i++) if (a[i] == 3) { found = i; break; }
  while (n-- > 0) last = n;
  do always = n; while (n++ < 10);
  return found + last + always;
}

int addressed(void) {
  int a, b;
  int *p = &b;
  if (scan(&a) != 1) return 0;
  return a + b + *p;
}

int jumps(int n) {
  int a;
  if (n) goto set;
again:
  return a;
set:
  a = 1;
  goto again;
}

int pointers(void) {
  int *p;
  *p = 3; // warning: 'p' has no value yet
  int self = self, end;
  return (0 && end) + self;
}
