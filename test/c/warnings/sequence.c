// What C leaves open: a change and another use of one variable, with nothing between them.
int two(int a, int b);
int *next(int *p);

int open(int i, int *p, int a[]) {
  int j = i++ + i++; // warning: 'i' is changed here, and used or changed once more
  i = i++; // warning: 'i' is changed here
  a[i] = i++; // warning: 'i' is changed here
  a[i++] = i; // warning: 'i' is changed here
  j = two(i++, i); // warning: 'i' is changed here
  j = (i = 2) + i; // warning: 'i' is changed here
  i += i++; // warning: 'i' is changed here
  *p++ = *p; // warning: 'p' is changed here
  return j + ++i * i; // warning: 'i' is changed here
}

int ordered(int i, int *p, int *q, int a[]) {
  int j = i++, k = i + i * i;
  i = i + 1;
  i += i;
  i = two(i++, 1);
  i = (i++, i);
  j = i++ && i--;
  j = i++ ? i : i--;
  *p++ = *q++;
  a[i] = j++;
  p = next(p++);
  a[i++] = a[j++];
  while (i-- > 0 && i != j) k++;
  for (i = 0, j = 1; i < j; i++, j--) a[i] = a[j];
  j = (a[0] = i) + (a[1] = i);
  return j + k + *&i;
}
