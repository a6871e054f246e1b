// What the compiler does not do it says, at the place.
_Complex double c; // error: complex numbers are not supported
void inside(void) { _Thread_local int own; } // error: 'own' lives in its function, so it needs static or extern
_Thread_local int local;
extern int local; // error: one declaration of 'local' is _Thread_local, and another is not
_BitInt(12) bits; // error: _BitInt is not supported: take an integer type
unsigned __int128 wide; // error: integers of 128 bits are not supported
__complex__ float imaginary; // error: complex numbers are not supported
_Decimal64 decimal; // error: decimal floating-point numbers are not supported
int crc(void) { return __builtin_ia32_crc32qi(1, 2); } // error: the built-in function '__builtin_ia32_crc32qi' is not supported
typedef int vector __attribute__((vector_size(16))); // error: the attribute 'vector_size' is not supported
int mode __attribute__((__mode__(DI))); // error: the attribute 'mode' is not supported
__attribute__((constructor)) void early(void); // error: the attribute 'constructor' is not supported
#pragma push_macro(vector) // error: push_macro takes the name of a macro as a string
int unknown_attribute __attribute__((frobnicate(1, "x"))); // warning: the attribute 'frobnicate' is unknown
int g(int n) {
  int aligned __attribute__((aligned(16))); // error: a variable on the stack cannot be aligned to more than 4 bytes
  asm("mv %0, %1" : "=r"(n)); // error: %1 names no operand of this asm
  asm("nop" : "=q"(n)); // error: the constraint "=q" is not supported
  asm("nop" : "r"(n)); // error: the constraint of an output starts with = or +
  asm("nop" : : "i"(n)); // error: this operand must be a constant
  asm("50%" : "=r"(n)); // error: a % in the template of asm must be %% or name an operand
  n = *L"x" u"y"; // error: strings of two encodings stand side by side
label:
  return n;
}
