/* A program that waits for a line of input, blocked, until an interrupt brings it (OSTEP 36). The kernel echoes what is
   typed and lets it be edited: Backspace, ^W for a word, ^U for the line. ^D ends the input, ^C the program. */
#include <stdio.h>
#include <string.h>

int main(void)
{
    char name[40];

    printf("What is your name? ");
    fflush(stdout);
    if (!fgets(name, sizeof name, stdin)) {
        printf("\nNobody there.\n");
        return 1;
    }
    name[strcspn(name, "\n")] = '\0';
    printf("Hello, %s.\n", name);
    return 0;
}
