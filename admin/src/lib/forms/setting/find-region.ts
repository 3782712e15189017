/** A region or a region group that can be chosen. */
interface RegionChoice {
  readonly key: string;
  readonly name: string;
}

/** The code of what was typed: a code or a name, in any case. What is neither is taken as it is, and refused when saved. */
export function findRegion(typed: string, regions: readonly RegionChoice[]): string {
  const wanted = typed.trim().toLowerCase();
  const byCode = regions.find(({ key }) => key.toLowerCase() === wanted);
  return (byCode ?? regions.find(({ name }) => name.toLowerCase() === wanted))?.key ?? typed.trim();
}
