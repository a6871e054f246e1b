// Calls that write beyond the array that they are given.
#include <stdio.h>
#include <string.h>
#include <unistd.h>
struct record { char name[8]; char rest[1]; };
void f(struct record *r, const char *text) {
  char four[4], *p = four;
  int numbers[3];
  strcpy(four, "hello"); // warning: 'strcpy' writes 6 bytes here, and 'char [4]' has room for 4
  strcpy(four, "abc");
  strcpy(four, "ab\0cdef");
  strcat(four, "12345"); // warning: 'strcat' writes 6 bytes here
  strcpy(p, "hello");
  strcpy(four, text);
  memset(numbers, 0, 12);
  memset(numbers, 0, 13); // warning: 'memset' writes 13 bytes here, and 'int [3]' has room for 12
  memcpy(&numbers[1], text, 12);
  static int grid[4][4];
  memset(grid[0], 0, sizeof grid);
  memcpy(r->name, text, sizeof *r);
  strncpy(r->name, text, 9); // warning: 'strncpy' writes 9 bytes here
  strcpy(r->rest, "what stands for more");
  fgets(four, 80, stdin); // warning: 'fgets' writes 80 bytes here
  snprintf(four, sizeof numbers, "%s", text); // warning: 'snprintf' writes 12 bytes here
  if (read(0, four, 5) > 0) puts(four); // warning: 'read' writes 5 bytes here
  printf("%'d\n", numbers[0]);
}
