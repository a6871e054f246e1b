/* Streams on memory, and files without names. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void growing(void)
{
    char *text;
    size_t size, i;
    FILE *file = open_memstream(&text, &size);

    fprintf(file, "hello %d", 5);
    fflush(file);
    printf("%s %zu\n", text, size);
    for (i = 0; i < 3000; i++)
        fputc('a' + i % 26, file);
    fflush(file);
    printf("%zu %zu %c\n", size, strlen(text), text[3006]);
    printf("%ld\n", ftell(file));
    fseek(file, 1, SEEK_SET);
    fputs("EL", file);
    fflush(file);
    printf("%zu %.8s\n", size, text);
    fclose(file);
    printf("%zu\n", size);
    free(text);
    file = open_memstream(&text, &size);
    fclose(file);
    printf("[%s] %zu\n", text, size);
    free(text);
}

static void fixed(void)
{
    char bytes[] = "one 2 three\nfour", line[20], word[8], room[12] = "start";
    int n;
    FILE *file = fmemopen(bytes, strlen(bytes), "r");

    printf("%d", fscanf(file, "%7s %d", word, &n));
    printf(" %s %d", word, n);
    printf(" %s", fgets(line, sizeof line, file));
    printf("%s", fgets(line, sizeof line, file));
    printf(" %d\n", fgetc(file));
    rewind(file);
    printf("%c", fgetc(file));
    fseek(file, -4, SEEK_END);
    printf("%c", fgetc(file));
    printf(" %ld\n", ftell(file));
    fclose(file);
    file = fmemopen(room, sizeof room, "a");
    fprintf(file, "+%d", 12);
    fclose(file);
    puts(room);
    file = fmemopen(room, sizeof room, "w");
    printf("[%s]", room);
    fputs("abc", file);
    fflush(file);
    printf("%s\n", room);
    printf("%d\n", fclose(file));
    file = fmemopen(NULL, 30, "w+");
    fprintf(file, "%s %d", "inside", 77);
    rewind(file);
    printf("%d", fscanf(file, "%19s %d", line, &n));
    printf(" %s %d %d\n", line, n, feof(file) != 0);
    errno = 0;
    printf("%d", fileno(file));
    printf(" %d\n", errno == EBADF);
    fclose(file);
}

static void temporary(void)
{
    char pattern[] = "tmp-XXXXXX", folder[] = "dir-XXXXXX", bad[] = "tmpXXXX", name[L_tmpnam], line[40];
    FILE *file = tmpfile();
    int fd;

    fprintf(file, "kept for a while %d\n", 3);
    rewind(file);
    printf("%s", fgets(line, sizeof line, file));
    fclose(file);
    fd = mkstemp(pattern);
    printf("%d", fd >= 0);
    printf(" %d", (int)write(fd, "xyz", 3));
    printf(" %d", (int)lseek(fd, 0, SEEK_CUR));
    printf(" %d %d\n", access(pattern, F_OK), strncmp(pattern, "tmp-", 4));
    close(fd);
    unlink(pattern);
    printf("%d", mkdtemp(folder) == folder);
    printf(" %d\n", rmdir(folder));
    printf("%d", mkstemp(bad));
    printf(" %d\n", errno == EINVAL);
    printf("%d", tmpnam(name) == name);
    printf(" %d\n", access(name, F_OK));
}

int main(void)
{
    growing();
    fixed();
    temporary();
    return 0;
}
