// A small language: scanner, recursive-descent compiler to byte code, and a stack machine that runs it.
#include "print.h"

enum op { PUSH, LOAD, STORE, ADD, SUB, MUL, DIV, MOD, LESS, EQUAL, NOT, JUMP, JUMP_IF_ZERO, PRINT, CALL, RETURN, LOCAL, POP, HALT };

enum { IDENTIFIERS = 32, CODE = 1000, STACK = 500 };

static struct {
  const char *at;
  enum { NUMBER, NAME, SYMBOL, END } kind;
  int value;
  char symbol, text[12];
} scan;

static struct name {
  char text[12];
  enum { VARIABLE, FUNCTION, PARAMETER } kind;
  int place;
} names[IDENTIFIERS];
static int name_count, code[CODE], length, variables[IDENTIFIERS], errors;

static void next(void) {
  while (*scan.at == ' ' || *scan.at == '\n') scan.at++;
  char c = *scan.at;
  if (!c) scan.kind = END;
  else if (c >= '0' && c <= '9') {
    scan.kind = NUMBER;
    for (scan.value = 0; *scan.at >= '0' && *scan.at <= '9';) scan.value = scan.value * 10 + *scan.at++ - '0';
  } else if ((c | 32) >= 'a' && (c | 32) <= 'z') {
    int n = 0;
    scan.kind = NAME;
    do
      if (n < (int)sizeof scan.text - 1) scan.text[n++] = *scan.at;
    while ((*++scan.at | 32) >= 'a' && (*scan.at | 32) <= 'z');
    scan.text[n] = 0;
  } else scan.kind = SYMBOL, scan.symbol = *scan.at++;
}

static int is(const char *word) {
  const char *a = scan.text;
  if (scan.kind != NAME) return 0;
  while (*a && *a == *word) a++, word++;
  return *a == *word;
}

static int accept(char symbol) {
  if (scan.kind != SYMBOL || scan.symbol != symbol) return 0;
  next();
  return 1;
}

static void expect(char symbol) {
  if (!accept(symbol)) errors++;
}

static int emit(int word) {
  code[length] = word;
  return length++;
}

static struct name *lookup(int kind) {
  for (int i = name_count; i-- > 0;)
    if (is(names[i].text)) return &names[i];
  struct name *name = &names[name_count++];
  for (int i = 0; i < 12; i++) name->text[i] = scan.text[i];
  name->kind = kind;
  name->place = name_count - 1;
  return name;
}

static void expression(void);

static void primary(void) {
  if (scan.kind == NUMBER) emit(PUSH), emit(scan.value), next();
  else if (scan.kind == NAME) {
    struct name *name = lookup(VARIABLE);
    next();
    if (accept('(')) {
      int count = 0;
      if (!accept(')')) {
        do expression(), count++;
        while (accept(','));
        expect(')');
      }
      emit(CALL), emit(name->place), emit(count);
    } else emit(name->kind == PARAMETER ? LOCAL : LOAD), emit(name->place);
  } else if (accept('(')) expression(), expect(')');
  else if (accept('-')) emit(PUSH), emit(0), primary(), emit(SUB), emit(0);
  else if (accept('!')) primary(), emit(NOT);
  else errors++, next();
}

static void binary(int level) {
  static const struct {
    char symbol;
    int level, op, swap;
  } table[] = {{'=', 0, EQUAL}, {'<', 1, LESS}, {'>', 1, LESS, 1}, {'+', 2, ADD}, {'-', 2, SUB}, {'*', 3, MUL}, {'/', 3, DIV}, {'%', 3, MOD}};
  if (level > 3) {
    primary();
    return;
  }
  binary(level + 1);
again:
  for (int i = 0; i < COUNT(table); i++)
    if (table[i].level == level && accept(table[i].symbol)) {
      binary(level + 1);
      emit(table[i].op);
      emit(table[i].swap);
      goto again;
    }
}

static void expression(void) { binary(0); }

static void statement(void) {
  if (accept('{')) {
    while (scan.kind != END && !accept('}')) statement();
  } else if (is("if")) {
    next(), expression(), emit(JUMP_IF_ZERO);
    int otherwise = emit(0);
    statement();
    if (is("else")) {
      next(), emit(JUMP);
      int end = emit(0);
      code[otherwise] = length;
      statement();
      code[end] = length;
    } else code[otherwise] = length;
  } else if (is("while")) {
    int start = length;
    next(), expression(), emit(JUMP_IF_ZERO);
    int end = emit(0);
    statement(), emit(JUMP), emit(start);
    code[end] = length;
  } else if (is("print")) next(), expression(), emit(PRINT), expect(';');
  else if (is("return")) next(), expression(), emit(RETURN), expect(';');
  else if (is("def")) {
    next();
    struct name *function = lookup(FUNCTION);
    int outer = name_count, count = 0;
    next(), emit(JUMP);
    int over = emit(0);
    function->place = length;
    expect('(');
    while (scan.kind == NAME) {
      struct name *parameter = &names[name_count++];
      for (int i = 0; i < 12; i++) parameter->text[i] = scan.text[i];
      parameter->kind = PARAMETER;
      parameter->place = count++;
      next(), accept(',');
    }
    expect(')');
    statement();
    emit(PUSH), emit(0), emit(RETURN);
    code[over] = length;
    name_count = outer;
  } else {
    struct name *name = scan.kind == NAME ? lookup(VARIABLE) : 0;
    next();
    if (accept(':')) expect('='), expression(), emit(STORE), emit(name ? name->place : 0);
    else errors++;
    expect(';');
  }
}

static int run(void) {
  int stack[STACK], *sp = stack, *frame = stack, steps = 0;
  struct {
    const int *pc;
    int *frame;
  } calls[100], *call = calls;
  for (const int *pc = code;; steps++) {
    int op = *pc++;
    if (sp >= stack + STACK - 8 || call >= calls + COUNT(calls)) return -1;
    switch (op) {
    case PUSH: *sp++ = *pc++; break;
    case LOAD: *sp++ = variables[*pc++]; break;
    case LOCAL: *sp++ = frame[*pc++]; break;
    case STORE: variables[*pc++] = *--sp; break;
    case ADD: case SUB: case MUL: case DIV: case MOD: case LESS: case EQUAL: {
      int b = *--sp, a = *--sp;
      if (*pc++) {
        int t = a;
        a = b, b = t;
      }
      *sp++ = op == ADD ? a + b : op == SUB ? a - b : op == MUL ? a * b : op == DIV ? (b ? a / b : 0)
              : op == MOD ? (b ? a % b : 0) : op == LESS ? a < b : a == b;
      break;
    }
    case NOT: sp[-1] = !sp[-1]; break;
    case JUMP: pc = code + *pc; break;
    case JUMP_IF_ZERO: pc = *--sp ? pc + 1 : code + *pc; break;
    case PRINT: print_int(*--sp), putchar('\n'); break;
    case CALL: {
      int target = *pc++, count = *pc++;
      call->pc = pc;
      call++->frame = frame;
      frame = sp - count;
      pc = code + target;
      break;
    }
    case RETURN: {
      int value = *--sp;
      sp = frame;
      frame = (--call)->frame;
      pc = call->pc;
      *sp++ = value;
      break;
    }
    case POP: sp--; break;
    case HALT: return steps;
    default: return -2;
    }
  }
}

static const char program[] =
    "def gcd(a, b) { if b = 0 return a; return gcd(b, a % b); }\n"
    "def fib(n) { if n < 2 return n; return fib(n - 1) + fib(n - 2); }\n"
    "print gcd(1071, 462);\n"
    "print fib(12);\n"
    "i := 1; sum := 0;\n"
    "while !(i > 100) { if i % 3 = 0 sum := sum + i; else { if i % 5 = 0 sum := sum - i; } i := i + 1; }\n"
    "print sum;\n"
    "print -(2 + 3) * 4 - 10 / 3;\n"
    "print 7 > 3;\n"
    "def hanoi(n) { if n = 0 return 0; return 2 * hanoi(n - 1) + 1; }\n"
    "print hanoi(10);\n";

int main(void) {
  scan.at = program;
  next();
  while (scan.kind != END) statement();
  emit(HALT);
  line("errors", errors);
  line("length", length);
  line("steps", run());
  return 0;
}
