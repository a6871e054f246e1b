/* What the files of this program know of each other. */
int count(void);              /* how often it has been called */
int *counter(void);           /* where that is counted */
unsigned stack_pointer(void); /* in assembly: C has no word for it */
