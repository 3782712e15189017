import { countListed, idLists } from '../model/segment.ts';
import type { Membership } from '../model/segment.ts';
import { describeConditions } from './describe-condition.ts';
import { joinClauses, wordsOfCount } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

/** Who is in a segment, in one sentence: `2 IDs, or country is DE and plan is pro, except 1 ID`. */
export function describeMembership(input: Wording & { readonly membership: Membership }): string {
  const { conditionGroups } = input.membership;
  const [included, excluded] = idLists.map((list) => countListed(input.membership, list)) as [number, number];
  const listed = included > 0 ? [wordsOfCount(included, 'ID')] : [];
  const clauses = [
    ...listed,
    ...conditionGroups.map(({ conditions }) => describeConditions(conditions, input)),
  ];
  if (clauses.length === 0) return 'Nobody yet';
  const except = excluded > 0 ? `, except ${wordsOfCount(excluded, 'ID')}` : '';
  return joinClauses(clauses, 'or') + except;
}
