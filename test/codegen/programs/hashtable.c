// A hash table of chained entries from a pool, with removal and growth; and a word count on top of it.
#include "print.h"

struct entry {
  struct entry *next;
  const char *key;
  int length;
  int value;
};

struct table {
  struct entry **buckets;
  unsigned size, used;
  struct entry *spare;
};

static char pool[16384];
static unsigned pool_used;

static void *allocate(unsigned bytes) {
  void *result = &pool[pool_used];
  pool_used += (bytes + 7u) & ~7u;
  return result;
}

static u32 hash(const char *key, int length) {
  u32 h = 2166136261u;
  while (length-- > 0) h = (h ^ (u8)*key++) * 16777619u;
  return h;
}

static int same(const struct entry *entry, const char *key, int length) {
  if (entry->length != length) return 0;
  for (int i = 0; i < length; i++)
    if (entry->key[i] != key[i]) return 0;
  return 1;
}

static struct entry **find(struct table *table, const char *key, int length) {
  struct entry **link = &table->buckets[hash(key, length) % table->size];
  while (*link && !same(*link, key, length)) link = &(*link)->next;
  return link;
}

static void start(struct table *table, unsigned size) {
  *table = (struct table){.size = size, .buckets = allocate(size * sizeof(struct entry *))};
}

static void grow(struct table *table) {
  struct table old = *table;
  start(table, old.size * 2 + 1);
  table->used = old.used;
  table->spare = old.spare;
  for (unsigned i = 0; i < old.size; i++)
    for (struct entry *entry = old.buckets[i], *next; entry; entry = next) {
      next = entry->next;
      struct entry **link = find(table, entry->key, entry->length);
      entry->next = *link;
      *link = entry;
    }
}

static int *slot(struct table *table, const char *key, int length) {
  struct entry **link = find(table, key, length);
  if (!*link) {
    if (++table->used > table->size) {
      grow(table);
      link = find(table, key, length);
    }
    struct entry *entry = table->spare;
    if (entry) table->spare = entry->next;
    else entry = allocate(sizeof *entry);
    *entry = (struct entry){*link, key, length, 0};
    *link = entry;
  }
  return &(*link)->value;
}

static int drop(struct table *table, const char *key, int length) {
  struct entry **link = find(table, key, length), *entry = *link;
  if (!entry) return 0;
  *link = entry->next;
  entry->next = table->spare;
  table->spare = entry;
  table->used--;
  return 1;
}

static const char text[] =
    "the operating system gives the cpu to a program and takes it back the program runs until "
    "the timer interrupt and the system runs another program the end of the program is a trap";

static int count_words(struct table *table) {
  int words = 0;
  for (const char *at = text; *at;) {
    const char *word = at;
    while (*at && *at != ' ') at++;
    ++*slot(table, word, (int)(at - word));
    words++;
    while (*at == ' ') at++;
  }
  return words;
}

int main(void) {
  struct table table;
  start(&table, 3);
  line("words", count_words(&table));
  line("different", table.used);
  line("size", table.size);
  line("the", *slot(&table, "the", 3));
  line("program", *slot(&table, "program", 7));
  line("drop the", drop(&table, "the", 3));
  line("drop the again", drop(&table, "the", 3));
  line("unknown", *slot(&table, "unknown", 7));
  line("used", table.used);
  u32 sum = 0;
  for (unsigned i = 0; i < table.size; i++)
    for (struct entry *entry = table.buckets[i]; entry; entry = entry->next)
      sum += hash(entry->key, entry->length) * (u32)entry->value;
  print_hex(sum);
  putchar('\n');
  return 0;
}
