struct node {
    struct node *left, *right;
    int key;
};

struct node nodes[3];
int used;

struct node *insert(struct node *tree, int key)
{
    if (!tree) {
        tree = &nodes[used++];
        tree->key = key;
        return tree;
    }
    if (key < tree->key)
        tree->left = insert(tree->left, key);
    else
        tree->right = insert(tree->right, key);
    return tree;
}

int sum(struct node *tree)
{
    if (!tree)
        return 0;
    return tree->key + sum(tree->left) + sum(tree->right);
}

int main(void)
{
    struct node *tree = 0;
    tree = insert(tree, 5);
    tree = insert(tree, 2);
    tree = insert(tree, 9);
    return sum(tree);
}
