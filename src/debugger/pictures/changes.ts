/** The parts of a picture that a client does not have yet: a step sends only what it has changed. */

export class Changes<Parts extends object> {
  private readonly told = new Map<string, string>();

  /** The client has nothing. */
  clear(): void {
    this.told.clear();
  }

  /** Those that are other than when they were told last; from now on they count as told. */
  of(parts: Parts): Partial<Parts> {
    const changed = Object.entries(parts).filter(([name, part]) => {
      const text = JSON.stringify(part);
      const isNew = this.told.get(name) !== text;
      this.told.set(name, text);
      return isNew;
    });
    return Object.fromEntries(changed) as Partial<Parts>;
  }
}
