/* Functions of <stdlib.h>, <wchar.h> and others that few programs use. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <threads.h>
#include <time.h>
#include <uchar.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

/* Arguments are evaluated in any order, so each result is printed by itself. */
#define INT(value) printf("%lld ", (long long)(value))
#define LINE() printf("\n")

static void three_kinds(void)
{
    printf("%.12f ", drand48());
    INT(lrand48());
    INT(mrand48());
    LINE();
}

static void random_numbers(void)
{
    unsigned short mine[3] = {1, 2, 3}, parameters[7] = {1, 2, 3, 4, 5, 6, 7};
    int i;

    three_kinds();
    srand48(12345);
    for (i = 0; i < 4; i++)
        three_kinds();
    printf("%.12f ", erand48(mine));
    INT(nrand48(mine));
    INT(jrand48(mine));
    seed48(mine);
    printf("%ld\n", lrand48());
    lcong48(parameters);
    INT(lrand48());
    INT(mrand48());
    LINE();
}

static void wide(void)
{
    wchar_t text[20];
    char bytes[20];
    const char *from = "abc";
    mbstate_t state = {0};
    char16_t c16;
    char32_t c32;

    printf("%d %d %d\n", mbtowc(text, "x", 1), mbtowc(text, "", 1), mbtowc(text, "\xc3\xa4", 2));
    printf("%d %d %d\n", mblen("y", 1), mblen(NULL, 0), wctomb(bytes, L'z'));
    printf("%zu %ls\n", mbstowcs(text, "hello", 20), L"");
    printf("%d %d\n", (int)wcslen(text), wcscmp(text, L"hello"));
    INT(wcstombs(bytes, L"wide", 20));
    puts(bytes);
    INT(wcstombs(bytes, L"\x20ac", 20) == (size_t)-1);
    INT(errno == EILSEQ);
    INT(mbsrtowcs(NULL, &from, 0, &state));
    INT(mbsrtowcs(text, &from, 2, &state));
    printf("%s %zu %d\n", from, mbrlen("q", 1, &state), mbsinit(&state) != 0);
    printf("%d %d\n", (int)btowc('A'), wctob(0x100));
    INT(mbrtoc16(&c16, "k", 1, &state));
    INT(c16);
    INT(mbrtoc32(&c32, "m", 1, &state));
    INT(c32);
    INT(c32rtomb(bytes, 'n', &state));
    printf("%d %d %d %d\n", iswalpha(L'a') != 0, iswdigit(L'a'), (int)towupper(L'b'), (int)towlower(0x100));
    printf("%d %d %d\n", iswctype(L'5', wctype("digit")) != 0, (int)wctype("none"), (int)towctrans(L'c', wctrans("toupper")));
}

static int longer(const struct dirent *entry)
{
    return strlen(entry->d_name) > 2;
}

static void files(void)
{
    struct dirent **names;
    char path[4096], *whole;
    int count, i;

    mkdir("scanned", 0777);
    chdir("scanned");
    fclose(fopen("bb1", "w"));
    fclose(fopen("aa2", "w"));
    fclose(fopen("x", "w"));
    symlink("../scanned/aa2", "link");
    count = scandir(".", &names, longer, alphasort);
    for (i = 0; i < count; i++) {
        printf("%s ", names[i]->d_name);
        free(names[i]);
    }
    free(names);
    printf("%d\n", count);
    whole = realpath("./.././scanned//link", NULL);
    printf("%s\n", strstr(whole, "/scanned/aa2"));
    free(whole);
    errno = 0;
    INT(realpath("none/x", path) == NULL);
    INT(errno == ENOENT);
    errno = 0;
    INT(realpath("x/y", path) == NULL);
    INT(errno == ENOTDIR);
    unlink("bb1");
    unlink("aa2");
    unlink("x");
    unlink("link");
    chdir("..");
    printf("%d\n", rmdir("scanned"));
}

static thread_local int own = 5;
static mtx_t mutex;
static cnd_t ready;
static once_flag once = ONCE_FLAG_INIT;
static int state, calls;

static void count_calls(void)
{
    calls++;
}

static int work(void *argument)
{
    call_once(&once, count_calls);
    own += *(int *)argument;
    mtx_lock(&mutex);
    state += own;
    cnd_signal(&ready);
    mtx_unlock(&mutex);
    return own;
}

static void threads(void)
{
    struct timespec soon = {0, 1000};
    thrd_t thread;
    int three = 3, result;

    mtx_init(&mutex, mtx_plain);
    cnd_init(&ready);
    call_once(&once, count_calls);
    printf("%d\n", thrd_create(&thread, work, &three));
    mtx_lock(&mutex);
    while (state == 0)
        cnd_wait(&ready, &mutex);
    mtx_unlock(&mutex);
    printf("%d\n", thrd_join(thread, &result));
    printf("%d %d %d %d\n", result, state, own, calls);
    INT(mtx_trylock(&mutex));
    INT(mtx_trylock(&mutex) == thrd_busy);
    INT(thrd_sleep(&soon, NULL));
    thrd_yield();
}

int main(void)
{
    cpu_set_t set;

    random_numbers();
    wide();
    files();
    threads();
    LINE();
    printf("%d %d %d %d\n", ffs(0), ffs(24), ffsl(1 << 20), ffsll(1ll << 40));
    printf("%s %d\n", (char *)rawmemchr("find it", 'i'), bcmp("abc", "abd", 3) != 0);
    printf("%g\n", difftime(5, 20));
    CPU_ZERO(&set);
    CPU_SET(0, &set);
    printf("%d %d %d\n", sched_setaffinity(0, sizeof set, &set), CPU_ISSET(0, &set) != 0, CPU_ISSET(1, &set) != 0);
    printf("%ld\n", sysconf(_SC_PAGESIZE));
    errno = 0;
    INT(sysconf(10000));
    INT(errno == EINVAL);
    at_quick_exit(count_calls);
    fflush(stdout);
    quick_exit(4);
}
