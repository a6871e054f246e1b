/** The form of the statement at a place, with the operand that is being written. */
import { directivesByName, operandIndexAt } from '../../assembler';
import { instructionForm, instructionNamed, operandKinds, pseudoForm, pseudoInstructions } from '../../isa';
import type { SignatureHelp } from '../results';
import type { AssemblyDocument } from './document';
import { statementAt } from './place';

interface Form {
  readonly form: string;
  readonly summary: string;
  readonly labels: readonly { readonly label: string; readonly about: string }[];
}

export function signatureHelp(document: AssemblyDocument, offset: number): SignatureHelp | undefined {
  const statement = statementAt(document, offset);
  if (!statement?.name) return undefined;
  const active = operandIndexAt(document.tree, statement, offset);
  const found = active === undefined ? undefined : formOf(statement.name.name);
  if (!found || active === undefined) return undefined;
  const parameters: { start: number; end: number; about: string }[] = [];
  let from = found.form.indexOf(' ') + 1;
  for (const { label, about } of found.labels) {
    const start = found.form.indexOf(label, from);
    from = start + label.length;
    parameters.push({ start, end: from, about });
  }
  return { form: found.form, summary: found.summary, parameters, active };
}

function formOf(name: string): Form | undefined {
  const instruction = instructionNamed(name);
  if (instruction) {
    const labels = instruction.operands.map(kind => operandKinds[kind]);
    return { form: instructionForm(instruction), summary: instruction.summary, labels };
  }
  const pseudo = pseudoInstructions.find(row => row.mnemonic === name);
  if (pseudo) {
    const labels = pseudo.operands.map(label => ({ label, about: '' }));
    return { form: pseudoForm(pseudo), summary: pseudo.summary, labels };
  }
  const directive = directivesByName.get(name);
  if (!directive || directive.operands[1] === 0) return undefined;
  const labels = directive.form
    .slice(name.length)
    .split(/[,[\]]+/)
    .map(label => ({ label: label.trim(), about: '' }))
    .filter(({ label }) => label !== '');
  return { form: directive.form, summary: directive.summary, labels };
}
