// What stands around a broken line keeps its meaning.
struct /*1*/point { int /*2*/x; };
int /*3*/length(struct /*4*/point */*5*/p)
{
    int /*6*/before = /*7*/p->/*8*/x;
    if (/*9*/p->) { int /*10*/inner = /*11*/p->/*12*/x; return /*13*/inner; }
    for (int /*14*/i = 0; /*15*/i < p.; /*16*/i++) /*17*/before += /*18*/i;
    length(/*19*/before, 
    return /*20*/before + 1;
}

int /*21*/open(int /*22*/n)
{
    while (/*23*/n) {
        /*24*/n--;
    return /*25*/length(0);

int /*26*/after(void)
{
    int /*27*/a = 1
    return /*28*/a + /*29*/open(2);
}

int list[] = { 1, 2
static int /*30*/tail(void) { return /*31*/after(); }
