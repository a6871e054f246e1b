// Literals in other encodings than that of the source: their units, sizes and types.
#include "print.h"

typedef __WCHAR_TYPE__ wide;
typedef unsigned short half;
typedef unsigned full;

static wide global[] = L"a\u00e9\U0001F600";
static const half *pointer = u"x" "\U0001F600" u"y";
static full sized[6] = U"zu";
static char plain[] = u8"\u00e9";

static void units(const void *at, int size, int count) {
  const unsigned char *bytes = at;
  for (int i = 0; i < count; i++) {
    u64 value = 0;
    for (int j = size - 1; j >= 0; j--) value = value << 8 | bytes[i * size + j];
    print_number(value, 16, 1, ' ');
    putchar(i == count - 1 ? '\n' : ' ');
  }
}

int main(void) {
  wide local[] = L"local", big[40] = {L"forty"}, *there = L"there" "after";
  half few[2] = u"two";
  units(global, 4, sizeof global / sizeof *global);
  units(pointer, 2, 5);
  units(sized, 4, 6);
  units(plain, 1, sizeof plain);
  units(local, 4, sizeof local / sizeof *local);
  units(big, 4, 7);
  units(there, 4, 11);
  units(few, 2, 2);
  wide signs[] = {L'\xffffffff', L'\u20ac', L'a'};
  units(signs, 4, 3);
  print_number(sizeof u'x' + 10 * sizeof L'x' + 100 * sizeof U"ab" + 1000 * sizeof u"ab", 10, 1, ' ');
  print(L'\xffffffff' < 0 ? " signed" : " unsigned");
  print(U'\xffffffff' > 0 ? " unsigned" : " signed");
  print(_Generic(u"x", half *: " half", default: " other"));
  putchar('\n');
  return 0;
}
