import type { AdminContext } from '../context.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { keyOfDifference } from '../definitions/difference-mark.ts';
import type { DifferenceMark } from '../definitions/difference-mark.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath } from '../publishing/conflict.ts';
import { readPlace } from './read-place.ts';

interface MarkDifference {
  readonly flag: string;
  readonly from: string;
  readonly to: string;
  /** The etags of the settings that the person saw. */
  readonly fromEtag: string;
  readonly toEtag: string;
  /** Whether they may differ; null takes back what was said. */
  readonly intended: boolean | null;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Says of the difference between two environments that it is intended, or is not. It changes nothing for apps, is written to
 * the definitions, and falls away when either setting changes. Throws UseCaseError 404, 409 or 422.
 */
export async function markDifference(
  context: AdminContext,
  person: Person,
  { flag, from, to, fromEtag, toEtag, intended, idempotencyKey }: MarkDifference,
): Promise<void> {
  requireRole(person, 'editor', 'mark differences');
  const read = () => [from, to].map((environment) => readPlace(context, { flag, environment }));
  read();
  if (from === to) throw invalidField(['to'], 'mismatch', 'Name two environments.');
  await commitChange(context, context.definitions, {
    person,
    idempotencyKey,
    kind: 'edited',
    build: () => {
      const [there, here] = read();
      if (there?.etag !== fromEtag || here?.etag !== toEtag)
        throw changedUnderneath(`'${flag}' in ${from} or ${to}`);
      const key = keyOfDifference(flag, from, to);
      const between = `the difference of ${there.definition.name} between ${from} and ${to}`;
      if (intended === null) {
        const isMarked = readDefinitions(context.definitions).differences.has(key);
        return {
          set: new Map(),
          removed: isMarked ? [`difference/${key}`] : [],
          said: `took back what was said of ${between}`,
        };
      }
      const mark: DifferenceMark = {
        key,
        intended,
        sides: [
          { environment: from, digest: fromEtag },
          { environment: to, digest: toEtag },
        ],
        who: person.name,
        when: new Date(context.now()).toISOString(),
      };
      return {
        set: new Map([[`difference/${key}`, mark]]),
        said: `called ${between} ${intended ? 'intended' : 'not intended'}`,
      };
    },
  });
}
