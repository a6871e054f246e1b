/* The machine's clock, under the library's own name. */

/* Instructions since boot. */
unsigned long long __instructions(void);
