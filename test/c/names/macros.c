// Names that macros bring stand where they are written; an argument stays in its place.
#ifndef /*1*/LIMIT
#define /*2*/LIMIT 10
#endif
#define /*3*/MAX(a, b) ((a) > (b) ? (a) : (b))
#define /*4*/FIRST(list) (list->/*5*/head)
#define /*6*/COUNTER(name) int name##_count
#define /*7*/TOTAL (/*8*/sum + /*9*/LIMIT)
struct list { int /*10*/head; };
static int /*11*/sum;
COUNTER(tea);

int f(struct list */*12*/l, int /*13*/k)
{
    int m = /*14*/MAX(/*15*/k, /*16*/LIMIT) + /*17*/FIRST(/*18*/l);
    m += /*19*/TOTAL;
#if defined /*20*/LIMIT && /*21*/LIMIT > 3
    m += tea_count;
#endif
    return m;
}
#undef /*22*/LIMIT
#ifdef LIMIT
#define unseen 1
#endif
