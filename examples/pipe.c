/* Two processes and a pipe between them; the reader is blocked until there is something to read (OSTEP 5.4). */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Reads until every descriptor of the writing end is closed. */
static void reader(int from)
{
    char buffer[16];
    int count;

    while ((count = read(from, buffer, sizeof buffer)) > 0)
        printf("reader: %d bytes: %.*s\n", count, count, buffer);
    printf("reader: end of the pipe\n");
}

int main(void)
{
    const char *words[] = {"first", "second", "third"};
    int ends[2], i;

    if (pipe(ends) < 0) {
        perror("pipe");
        return 1;
    }
    if (fork() == 0) {
        close(ends[1]); /* or we would wait for ourselves to write */
        reader(ends[0]);
        return 0;
    }

    close(ends[0]);
    for (i = 0; i < 3; i++) {
        printf("writer: %s\n", words[i]);
        write(ends[1], words[i], strlen(words[i]));
        usleep(20000); /* time for the reader */
    }
    close(ends[1]);
    wait(NULL);
    return 0;
}
