/* Two hundred and fifty million instructions: the sieve, the product and the sort, a checksum, a list of records, and calls. */
#define ROUNDS 11
#define main sieve_product_and_sort
#include "compute.c"
#undef main

#define RECORDS 64

struct record {
    struct record *next;
    int kind, value;
    char name[16];
};

static unsigned table[256];
static unsigned char text[8192];
static struct record records[RECORDS];

static unsigned checksum(void)
{
    unsigned sum = ~0u, word;
    int i, bit, round;

    for (i = 0; i < 256; i++) {
        word = i;
        for (bit = 0; bit < 8; bit++)
            word = word & 1 ? 0xedb88320u ^ (word >> 1) : word >> 1;
        table[i] = word;
    }
    for (i = 0; i < (int)sizeof text; i++)
        text[i] = i * 7 + (i >> 5);
    for (round = 0; round < 200; round++)
        for (i = 0; i < (int)sizeof text; i++)
            sum = table[(sum ^ text[i]) & 255] ^ (sum >> 8);
    return ~sum;
}

static int next_value(const struct record *record)
{
    switch (record->kind) {
    case 0: return record->value + 1;
    case 1: return record->value * 3;
    case 2: return record->value - 7;
    case 3: return record->value / 3;
    default: return record->value;
    }
}

static int same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

static unsigned walk(void)
{
    unsigned sum = 0;
    struct record *record;
    int i, round;

    for (i = 0; i < RECORDS; i++) {
        records[i].next = i + 1 < RECORDS ? &records[i + 1] : 0;
        records[i].kind = i % 5;
        records[i].value = i;
        snprintf(records[i].name, sizeof records[i].name, "record of %d", i / 2);
    }
    for (round = 0; round < 4000; round++)
        for (record = records; record; record = record->next) {
            record->value = next_value(record);
            if (record->next && same(record->name, record->next->name))
                sum++;
            sum = sum * 33 + record->value;
        }
    return sum;
}

static unsigned fib(unsigned n)
{
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

int main(void)
{
    sieve_product_and_sort();
    printf("%u %u %u\n", checksum(), walk(), fib(27));
    return 0;
}
