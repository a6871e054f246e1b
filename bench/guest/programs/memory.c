/* A tree on the heap, and blocks of all sizes that come and go. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
    struct node *left, *right;
    int key;
};

static struct node *insert(struct node *tree, int key)
{
    if (!tree) {
        tree = calloc(1, sizeof *tree);
        tree->key = key;
    } else if (key < tree->key) {
        tree->left = insert(tree->left, key);
    } else {
        tree->right = insert(tree->right, key);
    }
    return tree;
}

static int sum(const struct node *tree)
{
    return tree ? tree->key + sum(tree->left) + sum(tree->right) : 0;
}

int main(void)
{
    struct node *tree = 0;
    unsigned state = 1;
    char *blocks[200];
    int round, i;

    for (i = 0; i < 20000; i++) {
        state = state * 1103515245 + 12345;
        tree = insert(tree, state >> 8);
    }
    for (round = 0; round < 20; round++) {
        for (i = 0; i < 200; i++) {
            blocks[i] = malloc(1 + i * 50);
            memset(blocks[i], i, 1 + i * 50);
        }
        for (i = 0; i < 200; i++)
            free(blocks[i]);
    }
    printf("%d\n", sum(tree));
    return 0;
}
