import type { Version } from './version.ts';

/** Numbers up to here, three side by side, are one number that is exact. */
const most = 100_000;

/**
 * Maps a version to a number on an axis; all releases share one axis. A pre-release, or a version of larger numbers,
 * gets an axis of its own: as a number it could equal its neighbours.
 */
export function placeVersion(version: Version): { readonly axis: string; readonly at: number } {
  const { text, major, minor, patch, preStart, preEnd } = version;
  if (preStart !== preEnd || Math.max(major, minor, patch) >= most) return { axis: `version ${text}`, at: 0 };
  return { axis: 'version', at: (major * most + minor) * most + patch };
}
