/* Takes its time to be loaded. */
static char data[1500000] = {1};

int main(void)
{
    return data[0];
}
