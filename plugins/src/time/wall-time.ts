/** What clocks show, as people write it: `2026-03-29T09:00`. Undefined for a day or an hour that does not exist. */
export function readWallTime(text: string): number | undefined {
  if (!/^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
  const wall = Date.parse(`${text}:00.000Z`);
  return Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== text ? undefined : wall;
}
