/* asm statements with every kind of operand; the result is 0, or the number of the check that fails. */
asm(".equ THE_ANSWER, 42\n\t.global raw\nraw:\n\tli a0, THE_ANSWER\n\tret");
int raw(void);
static int swap(int *p, int v) { int old; asm volatile("xchg %0, %1, (%2)" : "=r"(old) : "r"(v), "r"(p) : "memory"); return old; }
static int add(int a, int b) { int r; asm("add %[sum], %[x], %[y]" : [sum] "=r"(r) : [x] "r"(a), [y] "r"(b)); return r; }
static int inout(int a) { asm("addi %0, %0, 5" : "+r"(a)); return a; }
static int same(int a) { int r; asm("slli %0, %0, 2" : "=r"(r) : "0"(a)); return r; }
static int constant(void) { int r; asm("li %0, %1 # 100%%" : "=r"(r) : "i"(77)); return r; }
static int memory(int a) { int r; asm("lw %0, %1" : "=r"(r) : "m"(a)); return r; }
static int store(void) { int a = 1; asm("sw %1, %0" : "=m"(a) : "r"(9)); return a; }
static unsigned count(void) { unsigned r; asm volatile("rdcount %0" : "=r"(r)); return r; }
static int clobber(int x, int y) { int z = x * y; asm volatile("li s0, 1\n li t0, 2\n li a0, 3" : : : "s0", "t0", "a0"); return x + y + z; }
static int narrow(void) { unsigned char c; asm("li %0, 0x1ff" : "=r"(c)); return c; }
static int calls(void) { int r; asm volatile("call raw\n mv %0, a0" : "=r"(r) : : "ra", "a0", "memory"); return r + 1; }
static int calls2(void) { asm volatile("call raw"); return 3; }
static int asked;
static int *next(int *p) { asked++; return p; }
int main(void) {
  int word = 3, array[4] = {1,2,3,4}, *p = array;
  int sum = swap(&word, 8) * 1000 + word;
  if (sum != 3008) return 1;
  if (add(3, 4) != 7) return 2;
  if (inout(3) != 8) return 3;
  if (same(3) != 12) return 4;
  if (constant() != 77) return 5;
  if (memory(12) != 12) return 6;
  if (store() != 9) return 7;
  if (count() >= count()) return 8;
  if (clobber(3, 4) != 19) return 9;
  if (narrow() != 255) return 10;
  if (raw() != 42) return 11;
  if (calls() != 43 || calls2() != 3) return 12;
  asm("addi %0, %0, 1" : "+r"(p[2]));
  if (array[2] != 4) return 13;
  asm("mv %0, %1" : "=r"(*p++) : "r"(55));
  if (array[0] != 55 || p != array + 1) return 14;
  asm("addi %0, %0, 2" : "+r"(*next(array)));
  if (array[0] != 57 || asked != 1) return 15;
  asm("mv %0, %2\n addi %1, %1, 1" : "=&r"(*next(array)), "+r"(p[1]) : "r"(*next(array + 3)));
  if (array[0] != 4 || array[2] != 5 || asked != 3) return 16;
  return 0;
}
