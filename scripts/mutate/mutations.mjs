/** The places of a source where one operator or constant can become another. */
import ts from 'typescript';

const { SyntaxKind } = ts;

/** What each operator becomes. */
const operators = new Map(
  Object.entries({
    '+': '-',
    '-': '+',
    '*': '/',
    '/': '*',
    '%': '*',
    '<': '<=',
    '<=': '<',
    '>': '>=',
    '>=': '>',
    '===': '!==',
    '!==': '===',
    '&&': '||',
    '||': '&&',
    '??': '&&',
    '&': '|',
    '|': '&',
    '^': '|',
    '<<': '>>',
    '>>': '>>>',
    '>>>': '>>',
    '+=': '-=',
    '-=': '+=',
    '|=': '&=',
    '&=': '|=',
    '++': '--',
    '--': '++',
    '!': '',
    '~': '',
  }),
);

/** What a constant becomes; a number one more. */
function otherConstant(node) {
  if (ts.isNumericLiteral(node)) return String(Number(node.text) + 1);
  if (ts.isBigIntLiteral(node)) return `${BigInt(node.text.slice(0, -1)) + 1n}n`;
  if (node.kind === SyntaxKind.TrueKeyword) return 'false';
  if (node.kind === SyntaxKind.FalseKeyword) return 'true';
  return undefined;
}

/** The operator of an expression, with its place. */
function operatorOf(node, source) {
  if (ts.isBinaryExpression(node))
    return { start: node.operatorToken.getStart(source), text: node.operatorToken.getText(source) };
  if (ts.isPrefixUnaryExpression(node))
    return { start: node.getStart(source), text: ts.tokenToString(node.operator) };
  if (ts.isPostfixUnaryExpression(node))
    return { start: node.operand.end, text: ts.tokenToString(node.operator) };
  return undefined;
}

/** Types and imports say nothing at run time. */
const isSilent = node =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node);

/** `{ start, end, text, was, line }` for each change that can be made; lines count from one. */
export function mutationsOf(text) {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const found = [];
  const add = (start, was, other) => {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({ start, end: start + was.length, text: other, was, line });
  };
  const visit = node => {
    if (isSilent(node)) return;
    const operator = operatorOf(node, source);
    if (operator && operators.has(operator.text))
      add(operator.start, operator.text, operators.get(operator.text));
    const constant = otherConstant(node);
    if (constant !== undefined) add(node.getStart(source), node.getText(source), constant);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
