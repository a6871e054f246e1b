// One thing, one line: its kind, name and type, then each place by its marker.
typedef unsigned /*1*/word;
struct /*2*/point { int /*3*/x, /*4*/y; struct /*5*/point *next; union { char /*6*/low; int /*7*/high; }; };
enum /*8*/colour { /*9*/RED, /*10*/GREEN = /*11*/RED + 3 };
extern int /*12*/shared;
int /*13*/twice(/*14*/word /*15*/n);
static int /*16*/count = 1;
int /*17*/shared = sizeof(struct /*18*/point);

int /*19*/twice(/*20*/word /*21*/n)
{
    struct /*22*/point /*23*/p = { ./*24*/x = /*25*/count, ./*26*/low = 2 };
    for (int /*27*/i = 0; /*28*/i < 3; /*29*/i++) {
        int /*30*/n = /*31*/RED;
        if (/*32*/n) goto /*33*/out;
        /*34*/p./*35*/x += /*36*/n;
    }
    enum /*37*/colour /*38*/c = /*39*/GREEN;
/*40*/out:
    return /*41*/twice(/*42*/n) + /*43*/p./*44*/y + /*45*/p./*46*/next->/*47*/high + /*48*/c + /*49*/shared;
}

int later(int /*50*/size, int a[/*51*/size]);
void local(void) { extern int /*52*/shared; int word = /*53*/shared; word++; }
