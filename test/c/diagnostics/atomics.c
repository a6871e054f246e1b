// GNU's atomic functions work on 32-bit words alone.
struct word { int only; };
enum colour { RED };

void atomics(int *i, unsigned *u, int **pp, enum colour *e, char *c, short *s, long long *l, struct word *w, int n) {
  __sync_fetch_and_add(i, 1);
  __sync_fetch_and_sub(u, 1);
  __sync_lock_test_and_set(pp, i);
  __sync_val_compare_and_swap(e, RED, RED);
  __sync_fetch_and_add(c, 1); // error: __sync_fetch_and_add works on 32-bit words alone, and this is 'char *'
  __sync_fetch_and_sub(s, 1); // error: __sync_fetch_and_sub works on 32-bit words alone, and this is 'short *'
  __sync_lock_test_and_set(l, 1); // error: __sync_lock_test_and_set works on 32-bit words alone, and this is 'long long *'
  __sync_val_compare_and_swap(w, 1, 2); // error: works on 32-bit words alone, and this is 'struct word *'
  __sync_fetch_and_add(n, 1); // error: __sync_fetch_and_add works on 32-bit words alone, and this is 'int'
  __sync_bool_compare_and_swap(c, n, 1); // error: __sync_bool_compare_and_swap works on 32-bit words alone
  __sync_bool_compare_and_swap(i, n + 1, 1); // error: the expected value must be a variable or a constant here
  __sync_lock_test_and_set(i, *w); // error: the operand of __sync_lock_test_and_set needs 'int', and this is 'struct word'
}
