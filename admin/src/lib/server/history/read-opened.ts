/** Reads which change a page of history shows: `prod.12`, or `.12` for one of the definition itself; undefined for none. */
export function readOpened(
  text: string | null,
): { readonly environment: string | undefined; readonly version: number } | undefined {
  const [, environment, version] = /^(.*)\.([1-9]\d{0,14})$/.exec(text ?? '') ?? [];
  return version === undefined
    ? undefined
    : { environment: environment || undefined, version: Number(version) };
}
