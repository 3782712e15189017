import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import { CompiledShare } from '../nodes/compiled-share.ts';
import type { SettingScope } from './scope.ts';

/** The share that a bucket group gives a flag; undefined for a group without shares. Reports a flag that was given none. */
export function compileShare(
  group: CompiledBucketGroup,
  off: string | null,
  scope: SettingScope,
): CompiledShare | undefined {
  const { key, shares } = group.source;
  if (shares === undefined) return undefined;
  const own = shares.filter(({ flag }) => flag === scope.outcomes.key);
  if (own.length === 0) {
    const message = `Bucket group '${key}' gives '${scope.outcomes.key}' no share. Give it one, or take the flag out of the group.`;
    scope.report({ code: 'bucket-group-share', steps: ['setting', 'bucketGroup'], message });
  }
  return new CompiledShare(group, own, off, scope);
}
