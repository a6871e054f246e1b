int sum(int *values, int n) {
  int all = 0;
  for (int i = 0; i < n; i++) all += values[i]; // error: C89 has no declaration in the head of a for loop
  return all;
}
