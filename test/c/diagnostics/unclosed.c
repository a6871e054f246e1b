// A missing brace costs what it leaves open: what starts at the margin, and can be no part of it, is read as it is.
typedef unsigned size_t;
struct point {
  int x;
  struct inner {
    int y;

static int table[] = {1, 2, 3}; // error: expected } after the members, and here is 'static'
size_t first(void) { return sizeof(struct point); }
struct at_the_margin {
int a;
int (*f)(void);
size_t (*g)(int);
size_t b;
struct at_the_margin *next;
} fine;
enum color { RED, GREEN

int second(int a) { return a + first() + table[0]; } // error: expected } after the enumerators, and here is 'int'
union u {
  int k;

size_t prototype(int); // error: expected } after the members, and here is 'size_t'
struct methods {
  int x;
  int get(void) { return x; } // error: a member cannot be a function // error: expected ; after the member
  int y;
};
int third(struct methods *p) { return second(p->x) + p->y + prototype(fine.a) + missing; } // error: 'missing' is not declared
