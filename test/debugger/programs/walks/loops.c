int squares(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += i * i;
    return sum;
}

int halves(int n)
{
    int steps = 0;
    while (n > 1) {
        n /= 2;
        steps++;
    }
    return steps;
}

int digits(int n)
{
    int count = 0;
    do {
        n /= 10;
        count++;
    } while (n > 0);
    return count;
}

int main(void)
{
    int total = squares(3);
    total += halves(10);
    total += digits(123);
    for (;;) {
        if (total > 12)
            break;
        total++;
        continue;
    }
    return total;
}
