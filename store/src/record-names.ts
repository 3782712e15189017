/** Checks the name of a record collection or field that becomes part of a query; throws TypeError for an unsafe one. */
export function requireName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name)) return name;
  throw new TypeError(`'${name}' cannot name a collection or field: use letters, digits and _ only.`);
}
