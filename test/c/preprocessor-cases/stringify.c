// The operator #: white space, escapes, digraphs keep their spelling.
#define str(x) #x
#define xstr(x) str(x)
#define two(a, b) #a #b
str(  a   b  ) str() str("a\n" 'b' '"' "\"") str(a/* c */b) str(a
   b)
str(a+b) str(a + b) str( @ \ ` ) str(L"x\y" L'\\') str('\'') str(\n)
xstr(str(1)) xstr(__LINE__) two(,) two("x", y)
str(<: %: :>) xstr(%:%:)
#define apart(a, b) x a##b-y
xstr(apart(,)) xstr(apart(1,)) xstr(apart(,2))
#define hashes #not # an ## operator
#define V(...) #__VA_ARGS__
V() V(a) V(a,b) V( a , b ) V(,)
