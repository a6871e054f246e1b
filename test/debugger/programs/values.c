/* Values of every kind, for the tests of variables and expressions. They stop at the line marked `here`. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum color { RED, GREEN = 5, BLUE };
typedef unsigned int word_t;

struct point {
    int x, y;
};

struct flags {
    unsigned ready : 1;
    unsigned level : 3;
    int delta : 4;
};

struct node {
    char name[8];
    struct point at;
    union {
        int number;
        char bytes[4];
    };
    struct node *next;
    enum color color;
    int (*apply)(int);
};

static int negate(int x)
{
    return -x;
}

int counter = 7;
static struct node second = {"two", {3, 4}, {0x41424344}, 0, BLUE, negate};
static struct node first = {"one", {1, 2}, {-1}, &second, GREEN, 0};
static int table[3][2] = {{1, 2}, {3, 4}, {5, 6}};
int many[300];

int main(int argc, char *argv[])
{
    int i = -5;
    unsigned u = 4000000000u;
    char c = 'h', newline = '\n', high = '\xe9';
    signed char sc = -1;
    unsigned char uc = 200;
    short s = -300;
    unsigned short us = 60000;
    long long ll = -1234567890123LL;
    unsigned long long ull = 18446744073709551615ULL;
    bool yes = true;
    _Bool no = 0;
    enum color color = GREEN, odd = (enum color)3;
    struct point point = {10, -20};
    struct flags flags = {1, 5, -3};
    struct node *list = &first;
    const char *text = "hi \"you\"\n";
    char *nothing = 0;
    void *raw = &point;
    int *ip = &point.y;
    int **ipp = &ip;
    int (*function)(int) = negate;
    char buffer[16] = "abc";
    word_t word = 0x12345678;
    int numbers[4] = {1, 2, 3, 4};
    many[299] = 42;
    {
        int i = 99; /* hides the outer one */
        numbers[0] += i - 98;
        counter++; /* inner */
    }
    counter += argc + (argv != 0); /* here */
    printf("%d %u %d %d %d %d %d %d %d %d\n", i, u, c, newline, high, sc, uc, s, us, no);
    printf("%lld %llu %d %d %d %d %d\n", ll, ull, yes, color, odd, flags.delta, list->at.x);
    printf("%s %p %p %d %d %d %s %u %d\n", text, nothing, raw, *ip, **ipp, function(3), buffer, word, table[2][1]);
    return numbers[3];
}
