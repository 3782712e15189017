/** The message about a field, or about a part of it where the form shows the whole as one text. */
export function wrongAt(fields: Readonly<Record<string, string>>, path: string): string | undefined {
  if (fields[path] !== undefined) return fields[path];
  const part = Object.keys(fields).find((name) => name.startsWith(`${path}.`));
  return part && `${part.slice(path.length + 1)}: ${fields[part]}`;
}
