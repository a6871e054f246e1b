/* Streams: buffering, positions, pushing back, lines, errors. It makes a file and removes it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "stdio-test.tmp"

/* Apart from printf(), whose arguments are evaluated in any order. */
static void push_back(int c, FILE *file)
{
    int pushed = ungetc(c, file);

    printf("pushed %d at %ld\n", pushed, ftell(file));
}

static void show(const char *what, FILE *file)
{
    int c = fgetc(file);

    printf("%s: %d at %ld, end %d, error %d\n", what, c, ftell(file), !!feof(file), !!ferror(file));
}

static void reading(void)
{
    char line[16], block[8];
    FILE *file = fopen(NAME, "r");
    char *grown = NULL;
    size_t size = 0;
    fpos_t position;
    int i;

    show("first", file);
    push_back('X', file);
    while (fgets(line, sizeof line, file))
        printf("[%s]", line);
    printf("\n");
    show("at the end", file);
    ungetc('E', file);
    show("pushed back", file);
    rewind(file);
    show("rewound", file);
    fgetpos(file, &position);
    printf("seek %d\n", fseek(file, -3, SEEK_END));
    show("near the end", file);
    printf("seek %d\n", fseek(file, -2, SEEK_CUR));
    show("before it", file);
    fsetpos(file, &position);
    show("back", file);
    i = fread(block, 2, 4, file);
    printf("%d [%.8s]\n", i, block);
    printf("%d", (int)getline(&grown, &size, file));
    printf(" [%s]\n", grown);
    i = getdelim(&grown, &size, 'e', file);
    printf("%d [%s]\n", i, grown);
    i = fputc('x', file);
    printf("write %d %d %d\n", i, !!ferror(file), errno == EBADF);
    clearerr(file);
    show("after", file);
    free(grown);
    printf("close %d\n", fclose(file));
}

int main(void)
{
    FILE *file;
    char text[3000], buffer[64];
    int i;

    errno = 0;
    printf("%d", fopen("no/such/file", "r") == NULL);
    printf(" %d", errno == ENOENT);
    printf(" %d", fopen(NAME, "?") == NULL);
    printf(" %d\n", errno == EINVAL);

    file = fopen(NAME, "w");
    fprintf(file, "%s\n%d\n", "the first line is longer than fifteen characters", 42);
    fputs("third line\n", file);
    for (i = 'a'; i <= 'e'; i++)
        putc(i, file);
    printf("position %ld\n", ftell(file));
    printf("close %d\n", fclose(file));
    file = fopen(NAME, "a");
    fputs("appended", file);
    fclose(file);
    reading();

    file = fopen(NAME, "w+");
    memset(text, 'x', sizeof text);
    printf("%d\n", (int)fwrite(text, 1, sizeof text, file));
    for (i = 0; i < 3000; i++)
        fputc('0' + i % 10, file);
    fseek(file, 2998, SEEK_SET);
    for (i = 0; i < 4; i++)
        putchar(fgetc(file));
    fseek(file, 1500, SEEK_SET);
    fputs("<here>", file);
    fseek(file, 1498, SEEK_SET);
    fread(text, 1, 10, file);
    printf(" %.10s\n", text);
    fseek(file, 0, SEEK_END);
    printf("size %ld\n", ftell(file));
    fclose(file);

    file = fopen(NAME, "r+");
    setvbuf(file, buffer, _IOFBF, sizeof buffer);
    fseek(file, 2990, SEEK_SET);
    fread(text, 1, 200, file);
    printf("%.20s\n", text);
    file = freopen(NAME, "w", file);
    printf("%d\n", fputs("short", file) >= 0);
    fclose(file);

    file = fopen(NAME, "r");
    setbuf(file, NULL);
    ungetc('s', file);
    show("unbuffered", file);
    show("next", file);
    printf("%d\n", fileno(file) > 2);
    fclose(file);
    printf("%d", remove(NAME));
    printf(" %d\n", remove(NAME));

    fflush(stdout);
    file = fdopen(dup(1), "w");
    fputs("through another stream\n", file);
    fclose(file);
    fflush(stdout);
    dup2(1, 2);
    errno = ENOENT;
    perror("stdio-test");
    printf("not ended by a newline");
    return 0;
}
