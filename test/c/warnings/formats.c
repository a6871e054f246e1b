// What formats ask for, and what they get.
#include <stdio.h>
#include <time.h>

void note(int level, const char *text, ...) __attribute__((format(printf, 2, 3)));

void prints(int i, long l, long long ll, double d, char *s, void *p, size_t n, char c) {
  printf("%d %5d %-5d %+.3i %c %u %x %hhd %hd\n", i, i, i, i, c, i, i, c, i);
  printf("%ld %lld %zu %lu %p %p %s %.*s %%\n", l, ll, n, n, p, s, s, i, s);
  printf("%f %lf %10.3g %a %Lf\n", d, d, d, d, (long double)d);
  printf("%d\n", l); // warning: %d takes 'int', and argument 2 is 'long'
  printf("%ld\n", i); // warning: %ld takes 'long', and argument 2 is 'int'
  printf("%d\n", ll); // warning: %d takes 'int', and argument 2 is 'long long'
  printf("%d\n", d); // warning: %d takes 'int', and argument 2 is 'double'
  printf("%f\n", i); // warning: %f takes 'double', and argument 2 is 'int'
  printf("%s\n", i); // warning: %s takes 'char *', and argument 2 is 'int'
  printf("%s\n", c); // warning: %s takes 'char *', and argument 2 is 'char'
  printf("%d\n", s); // warning: %d takes 'int', and argument 2 is 'char *'
  printf("%p\n", i); // warning: %p takes 'void *', and argument 2 is 'int'
  printf("%d %d\n", i); // warning: %d has no argument
  printf("%d\n", i, c); // warning: the format does not use this argument
  printf("%y\n", i); // warning: there is no conversion %y
  printf("%5"); // warning: the format ends within a conversion
  printf("%*d\n", l, i); // warning: %*d takes 'int', and argument 2 is 'long'
  printf(""); // warning: the format is empty
  fprintf(stderr, "%s\n", i); // warning: %s takes 'char *', and argument 3 is 'int'
  note(1, "%d\n", s); // warning: %d takes 'int', and argument 3 is 'char *'
}

void scans(int i, float f, double d, char *s, char text[10], short h) {
  char word[10];
  scanf("%d %f %lf %s %hd %c %9s %*d %9[^\n] %d", &i, &f, &d, s, &h, s, text, word, &i);
  scanf("%d", i); // warning: %d takes 'int *', and argument 2 is 'int'
  scanf("%f", &d); // warning: %f takes 'float *', and argument 2 is 'double *'
  scanf("%lf", &f); // warning: %lf takes 'double *', and argument 2 is 'float *'
  scanf("%d", &h); // warning: %d takes 'int *', and argument 2 is 'short *'
  scanf("%s", &word); // warning: %s takes 'char *', and argument 2 is 'char (*)[10]'
  sscanf(s, "%d%d", &i); // warning: %d has no argument
}
