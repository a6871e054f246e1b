// Linked lists, a binary tree and a queue, all out of one arena; recursion and pointers to pointers.
#include "print.h"

typedef struct node node;
struct node {
  union {
    node *next;
    struct {
      node *left, *right;
    };
  };
  int value;
  unsigned black : 1, depth : 7;
};

static node arena[200];
static int taken;

static node *make(int value) {
  node *result = &arena[taken++];
  *result = (node){.value = value};
  return result;
}

static void push(node **list, int value) {
  node *item = make(value);
  item->next = *list;
  *list = item;
}

static node *reverse(node *list) {
  node *result = 0;
  while (list) {
    node *next = list->next;
    list->next = result;
    result = list;
    list = next;
  }
  return result;
}

static void remove_if(node **link, int (*unwanted)(int)) {
  while (*link)
    if (unwanted((*link)->value)) *link = (*link)->next;
    else link = &(*link)->next;
}

static node *merge(node *a, node *b) {
  node head, *last = &head;
  for (; a && b; last = last->next) {
    node **smaller = a->value <= b->value ? &a : &b;
    last->next = *smaller;
    *smaller = (*smaller)->next;
  }
  last->next = a ? a : b;
  return head.next;
}

static node *sort(node *list) {
  if (!list || !list->next) return list;
  node *slow = list, *fast = list->next;
  while (fast && fast->next) slow = slow->next, fast = fast->next->next;
  node *second = slow->next;
  slow->next = 0;
  return merge(sort(list), sort(second));
}

static void show(const node *list) {
  for (; list; list = list->next) print_int(list->value), putchar(list->next ? ' ' : '\n');
}

static int odd(int x) { return x & 1; }
static int negative(int x) { return x < 0; }

static node *insert(node *tree, int value, int depth) {
  if (!tree) {
    tree = make(value);
    tree->depth = depth;
    tree->black = depth % 2;
  } else if (value < tree->value) tree->left = insert(tree->left, value, depth + 1);
  else if (value > tree->value) tree->right = insert(tree->right, value, depth + 1);
  return tree;
}

static int height(const node *tree) {
  if (!tree) return 0;
  int left = height(tree->left), right = height(tree->right);
  return 1 + (left > right ? left : right);
}

static void walk(const node *tree, void (*visit)(const node *, void *), void *data) {
  if (!tree) return;
  walk(tree->left, visit, data);
  visit(tree, data);
  walk(tree->right, visit, data);
}

static void add(const node *tree, void *data) {
  int *sums = data;
  sums[tree->black] += tree->value * (int)tree->depth;
}

static void print_one(const node *tree, void *data) {
  (void)data;
  print_int(tree->value);
  putchar(tree->black ? '*' : ' ');
}

int main(void) {
  node *list = 0;
  for (int i = 0; i < 20; i++) push(&list, i * 37 % 23 - 8);
  show(list);
  show(list = reverse(list));
  remove_if(&list, odd);
  show(list);
  show(list = sort(list));
  remove_if(&list, negative);
  show(list);
  node *tree = 0;
  for (int i = 0, x = 7; i < 40; i++, x = x * 57 % 101) tree = insert(tree, x, 0);
  line("height", height(tree));
  int sums[2] = {0};
  walk(tree, add, sums);
  line("white", sums[0]);
  line("black", sums[1]);
  walk(tree, print_one, 0);
  putchar('\n');
  return 0;
}
