// Statements that look like something else.
int f(int);

int indented(int a) {
  if (a) // warning: this if does not govern line 7
    f(1);
    f(2);
  if (a) f(1); f(2); // warning: this if does not govern line 8
  for (int i = 0; i < a; i++) // warning: this for does not govern line 11
    f(i);
    f(a);
  if (a)
    f(1);
  else // warning: this else does not govern line 16
    f(2);
    f(3);
  if (a)
    f(1);
  f(2);
  if (a) { f(1); } f(2);
  if (a) return 1; else return 2;
}

int empty(int a) {
  if (a); // warning: the body of this if is empty
  if (a) f(1);
  else; // warning: the body of this else is empty
  while (f(a));
  for (; f(a);)
    ;
  while (f(a)); // warning: the body of this while is empty
  {
    f(1);
  }
  if (a) if (f(a)) f(1); else f(2); // warning: the else belongs to this if
  if (a) { if (f(a)) f(1); else f(2); }
  return a;
}

int falls(int a) {
  switch (a) {
    case 0:
    case 1: f(1);
    case 2: f(2); // warning: what comes before runs on into this case
      // fall through
    case 3: f(3);
      __attribute__((fallthrough));
    case 4: f(4);
      [[fallthrough]];
    case 5: return 5;
    case 6: { f(6); break; }
    case 7: f(7);
    case 8: break;
    default: f(a);
  }
  return 0;
}
