// What only the code generator can say about asm: which registers there are.

void clobbers(void) {
  asm volatile("nop" : : : "memory", "cc", "s0", "r5");
  asm("nop" : : : "x9"); // error: 'x9' is no register
  asm("nop" : : : "sp"); // error: asm may not change sp
  asm("nop" : : : "r3"); // error: asm may not change r3
  register int chosen asm("x9"); // error: 'x9' is no register that a variable can have
  register int stack asm("sp"); // error: 'sp' is no register that a variable can have
  asm("nop" : "=r"(chosen), "=r"(stack));
}
