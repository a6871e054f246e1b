/** How tightly the binary operators of C bind (C99 6.5.5–6.5.14); a larger number binds tighter. */
export const precedenceOf: ReadonlyMap<string, number> = new Map(
  [
    ['||'],
    ['&&'],
    ['|'],
    ['^'],
    ['&'],
    ['==', '!='],
    ['<', '>', '<=', '>='],
    ['<<', '>>'],
    ['+', '-'],
    ['*', '/', '%'],
  ].flatMap((operators, index) => operators.map(operator => [operator, index + 1] as const)),
);
