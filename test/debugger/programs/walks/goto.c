int table[4] = {4, 3, 2, 1};

int find(int key)
{
    int i = 0;
again:
    if (i == 4)
        goto missing;
    if (table[i] == key)
        return i;
    i++;
    goto again;
missing:
    return -1;
}

int gcd(int a, int b)
{
    while (b) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int main(void)
{
    int result = find(3);
    result += find(9);
    result += gcd(12, 18);
    int i, j;
    for (i = 0; i < 2; i++)
        for (j = 0; j < 2; j++)
            if (i != j)
                result++;
    return result;
}
