int sign(int x)
{
    if (x < 0)
        return -1;
    if (x == 0)
        return 0;
    return 1;
}

int weekday(int day)
{
    int hours;
    switch (day) {
    case 0:
    case 6:
        hours = 0;
        break;
    case 5:
        hours = 6;
        break;
    default:
        hours = 8;
    }
    return hours;
}

void nothing(int x)
{
    if (x)
        return;
    x++;
}

int main(void)
{
    int sum = 0;
    sum += sign(-5);
    sum += sign(0);
    sum += sign(7);
    sum += weekday(0);
    sum += weekday(5);
    sum += weekday(2);
    nothing(sum);
    nothing(0);
    if (sum > 3)
        sum--;
    else if (sum > 2)
        sum++;
    else
        sum = 0;
    return sum;
}
