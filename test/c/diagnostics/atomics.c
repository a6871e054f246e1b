// Atomic types, and the functions that take the address of an object.
struct word { int only; };
typedef int row[3];

_Atomic(row) rows; // error: an object of the type 'row' cannot be atomic
_Atomic int counter;
int *plain = &counter; // warning: the initialiser of 'plain' needs 'int *', and this is the incompatible '_Atomic int *'
_Atomic int *_Atomic place = &counter;

void atomics(int *i, struct word *w, int n, float *f, int *p) {
  __sync_fetch_and_add(i, 1);
  __sync_bool_compare_and_swap(&p, i + 1, i);
  __sync_fetch_and_add(w, 1); // error: __sync_fetch_and_add works on what an address leads to, and this is 'struct word *'
  __sync_val_compare_and_swap(w, 1, 2); // error: works on what an address leads to, and this is 'struct word *'
  __sync_fetch_and_add(n, 1); // error: __sync_fetch_and_add works on what an address leads to, and this is 'int'
  __atomic_fetch_or(f, 1, 0); // error: __atomic_fetch_or works on what an address leads to, and this is 'float *'
  __sync_lock_test_and_set(i, *w); // error: the operand of __sync_lock_test_and_set needs 'int', and this is 'struct word'
  counter %= 1.5; // error: the operands of %= have types '_Atomic int' and 'double', which do not go together
  counter = w; // warning: the assignment makes an integer out of the pointer type 'struct word *' without a cast
}
