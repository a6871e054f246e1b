/* What the functions about dates share. */

int __is_leap(long long year);
