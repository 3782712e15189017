/** A name that is safe to stand in a query: of a collection of records, or of a field. Throws TypeError for any other. */
export function requireName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name)) return name;
  throw new TypeError(`'${name}' cannot name a collection or field: use letters, digits and _ only.`);
}
