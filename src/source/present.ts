/** What must be there: where it is not, the program is wrong, not its input. */

/** The value; throws if there is none, and says what is missing. */
export function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
