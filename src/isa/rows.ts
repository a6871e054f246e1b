/** Looking rows up by names that the type check knows. */

/** The row of this name; names are typed, so that one that no row has does not get here. */
export function rowNamed<Name extends string, Row extends { readonly name: Name }>(
  rows: readonly Row[],
  name: Row['name'],
): Row {
  const row = rows.find(candidate => candidate.name === name);
  if (!row) throw new Error(`no row is named ${name}`);
  return row;
}
