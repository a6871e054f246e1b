/* Floating-point numbers as text, both ways: printf, scanf, strtod. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef union {
    double value;
    unsigned long long bits;
} real;

typedef union {
    float value;
    unsigned bits;
} single;

static unsigned state = 12345;

static unsigned next(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static void conversions(void)
{
    printf("%f %.2f %e %g %a|%10.3f|%-10.1e|%+g|% f|%#g|%#.0f|%010.2f\n", 3.14159, 2.675, 12345.678, 0.0001, 1.5, -1.5,
           3.0, 1e10, 2.5, 1.0, 2.0, -3.25);
    printf("%.0f %.0f %.0f %g %g %g %g %G\n", 0.5, 1.5, 2.5, 100000.0, 1e6, 1e-5, 123456789.0, 1e-10);
    printf("%f %F %e %g %a %5.1f\n", 1 / 0.0, -1 / 0.0, 0.0 / 0.0, 0.0, 0.0, 1e22);
    printf("%8.2f|%-8.2f|%08.2f|%8f|%+F\n", 1 / 0.0, -1 / 0.0, 1 / 0.0, -0.0, 1 / 0.0);
    printf("%f\n%e\n%.30f %a %a\n", 1e300, 5e-324, 0.1, 5e-324, 1e308);
    printf("%Lf %lf %s %d\n", (long double)1.5, 2.5, "x", 3);
    printf("%.3a %.0a %A %.20a %#a\n", 1.99999, 1.5, 255.0, 3.0, 1.0);
    printf("%.10g|%#.3g|%g|%g|%*.*f\n", 1e15, 1.0, 123456.0, 1234567.0, 12, 3, 2.0 / 3);
    printf("%.3f %d %.3f %lld %.3f %.3f\n", 1.0f, 2, 3.0, 4LL, 5.0, 6.0);
}

static unsigned add(unsigned hash, const char *text)
{
    while (*text)
        hash = hash * 31 + *text++;
    return hash;
}

static void random_numbers(void)
{
    static const char *const formats[] = {"%g",    "%e",      "%f",    "%a",   "%.17g", "%.0f",    "%.3e",
                                          "%#.10g", "%+.1f", "%.0e", "%.2a", "%30.15g|", "%-20e|", "%020.3f"};
    char text[1200], *end;
    unsigned hash = 0;
    int i;

    for (i = 0; i < 1600; i++) {
        unsigned kind = next() & 3, high = next(), low = next();
        real r, back;
        single s;

        if (kind == 0)
            high = (high & 0x800fffff) | (1000 + high % 60) << 20;
        if (kind == 1) {
            high = (high & 0x800ff800) | (1010 + high % 30) << 20;
            low = 0;
        }
        r.bits = (unsigned long long)high << 32 | low;
        if (r.value != r.value)
            continue;
        sprintf(text, formats[next() % 14], r.value);
        hash = add(hash, text);
        sprintf(text, "%.17g", r.value);
        back.value = strtod(text, &end);
        if (back.bits != r.bits || *end)
            printf("%s comes back as %llx\n", text, back.bits);
        text[1 + next() % 16] = '\0';
        back.value = strtod(text, &end);
        s.value = strtof(text, NULL);
        hash = (hash * 31 + (unsigned)back.bits) * 31 + (unsigned)(back.bits >> 32) + (end - text) + s.bits;
        if (i % 200 == 0)
            printf("%d %08x\n", i, hash);
    }
}

static void texts(void)
{
    static const char *const all[] = {
        "0x1.fffffffffffff8p1023", "0x1p-1075", "0x1.8p-1075", "1e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308", "0x", "0x.p1", "infinit",
        "INFINITY", "nan", "-nan", "-inf", ".", "-.5e", "1e+", "1.e5", "00012.50", "3.4028235677973366e38",
        "7.006492321624085e-46", "7.006492321624086e-46", "9007199254740993",
        "9007199254740992.999999999999999999999999999999999999", "1e99999999999", "0e99999999", "  +5", "--5",
        "0x1.0000010000000000000000001p0", "0x1.000001p0", "0x0.0000000000000000000001p80", "0x1p1024", "-1e400", "",
        "1.00000005960464477540", "8.5", "\t\n1x",
    };
    unsigned i;

    for (i = 0; i < sizeof all / sizeof *all; i++) {
        char *end;
        real r;
        single s;
        int error;

        errno = 0;
        r.value = strtod(all[i], &end);
        error = errno;
        errno = 0;
        s.value = strtof(all[i], NULL);
        printf("%s: %llx %d '%s' %x %d\n", all[i], r.bits, error, end, s.bits, errno);
    }
    printf("%g %g %Lg\n", atof("1e-3"), atof("  -2.5xyz"), strtold("12.5", NULL));
}

static void scanning(void)
{
    static const char *const all[] = {"1.5 -2e3 7 x", "0x1p4 inf 1 x", "nan 12 1e 5", "1.5e+ 3", ".5 5. .", "- 1", "", "1e5x 2"};
    unsigned i;

    for (i = 0; i < sizeof all / sizeof *all; i++) {
        float f = -1;
        double d = -1;
        int used = -1, count = sscanf(all[i], "%f %lf %*g%n", &f, &d, &used);

        printf("%d %g %g %d\n", count, f, d, used);
    }
    {
        float f = 0, g = 0;
        int n = sscanf("12345.678", "%3f%4f", &f, &g);

        printf("%d %g %g\n", n, f, g);
    }
}

int main(void)
{
    conversions();
    random_numbers();
    texts();
    scanning();
    return 0;
}
