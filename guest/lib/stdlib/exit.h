/* Hooks of exit(), in the order in which it calls them; NULL where nobody needs them. */

/* Set by atexit(). */
extern void (*__run_exit_handlers)(void);

/* Set by the first stream that is used: writes out what is still in the buffers. */
extern void (*__close_stdio)(void);
