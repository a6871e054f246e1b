/* Buffered files, and formatted text. */
#ifndef _STDIO_H
#define _STDIO_H

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct __file FILE;
typedef off_t fpos_t;

extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;

#define EOF (-1)
#define BUFSIZ 1024
#define FOPEN_MAX 16
#define FILENAME_MAX 256

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

/* How a file is buffered: whole buffers, lines, or not at all. */
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

int printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
int fprintf(FILE *file, const char *format, ...) __attribute__((format(printf, 2, 3)));
int sprintf(char *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
int snprintf(char *to, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
int vprintf(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));
int vfprintf(FILE *file, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
int vsprintf(char *to, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
int vsnprintf(char *to, size_t size, const char *format, va_list arguments) __attribute__((format(printf, 3, 0)));

int scanf(const char *format, ...) __attribute__((format(scanf, 1, 2)));
int fscanf(FILE *file, const char *format, ...) __attribute__((format(scanf, 2, 3)));
int sscanf(const char *s, const char *format, ...) __attribute__((format(scanf, 2, 3)));
int vscanf(const char *format, va_list arguments) __attribute__((format(scanf, 1, 0)));
int vfscanf(FILE *file, const char *format, va_list arguments) __attribute__((format(scanf, 2, 0)));
int vsscanf(const char *s, const char *format, va_list arguments) __attribute__((format(scanf, 2, 0)));

FILE *fopen(const char *path, const char *mode);
FILE *freopen(const char *path, const char *mode, FILE *file);
int fclose(FILE *file);
int fflush(FILE *file);
int setvbuf(FILE *file, char *buffer, int mode, size_t size);
void setbuf(FILE *file, char *buffer);

size_t fread(void *to, size_t size, size_t count, FILE *file);
size_t fwrite(const void *from, size_t size, size_t count, FILE *file);
int fgetc(FILE *file);
int getc(FILE *file);
int getchar(void);
int ungetc(int c, FILE *file);
char *fgets(char *to, int size, FILE *file);
int fputc(int c, FILE *file);
int putc(int c, FILE *file);
int putchar(int c);
int fputs(const char *s, FILE *file);
int puts(const char *s);

int fseek(FILE *file, long offset, int whence);
long ftell(FILE *file);
void rewind(FILE *file);
int fgetpos(FILE *file, fpos_t *position);
int fsetpos(FILE *file, const fpos_t *position);
int feof(FILE *file);
int ferror(FILE *file);
void clearerr(FILE *file);

int remove(const char *path);
int rename(const char *old, const char *path);
void perror(const char *what);

/* Files for a while: without a name, and a name that no file has. */
#define P_tmpdir "/"
#define L_tmpnam 20
#define TMP_MAX 238328
FILE *tmpfile(void);
char *tmpnam(char *to);

/* GNU: to a new string, which the caller frees. */
int asprintf(char **s, const char *format, ...) __attribute__((format(printf, 2, 3)));
int vasprintf(char **s, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* POSIX */
int dprintf(int fd, const char *format, ...) __attribute__((format(printf, 2, 3)));
int vdprintf(int fd, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
FILE *fdopen(int fd, const char *mode);

/* A command of the shell at the other end of a pipe. */
FILE *popen(const char *command, const char *mode);
int pclose(FILE *file);

/* Memory as a file: a text that grows, which the caller frees; and of a fixed size. */
FILE *open_memstream(char **text, size_t *size);
FILE *fmemopen(void *memory, size_t size, const char *mode);

void setbuffer(FILE *file, char *buffer, size_t size);
void setlinebuf(FILE *file);

/* A stream for one thread, for more than one call. */
void flockfile(FILE *file);
int ftrylockfile(FILE *file);
void funlockfile(FILE *file);

#define getc_unlocked(file) getc(file)
#define getchar_unlocked() getchar()
#define putc_unlocked(c, file) putc(c, file)
#define putchar_unlocked(c) putchar(c)
int fileno(FILE *file);
int fseeko(FILE *file, off_t offset, int whence);
off_t ftello(FILE *file);
ssize_t getline(char **line, size_t *size, FILE *file);
ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *file);

#endif
