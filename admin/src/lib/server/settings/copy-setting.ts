import { isJsonObject, scheduleSetting } from '@hoist/core';
import { isWrittenTheSame } from '@hoist/core/words';
import type { Environment, Registry, Serve, Setting } from '@hoist/core';
import { describeAudience, describeSettingChange } from '@hoist/core/words';
import { listParts, mergeRules, pickParts } from '#lib/forms/setting/copy-parts.ts';
import type { Copy, CopyPart } from '#lib/forms/setting/copy-parts.ts';
import { copyTexts } from '#lib/texts/copy.ts';
import { listOf } from '#lib/words.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import type { AdminContext } from '../context.ts';
import { nameOfSegment } from '../definitions/definitions.ts';
import { referencesOfSetting } from '../definitions/setting-references.ts';
import { changedUnderneath } from '../publishing/conflict.ts';
import { toFirstSetting } from './complete-setting.ts';
import { describeCopyPart } from './describe-copy-part.ts';
import { readPlace } from './read-place.ts';
import type { Place, PlaceName } from './read-place.ts';
import { saveSetting } from './save-setting.ts';
import type { SaveSetting } from './save-setting.ts';
import { wordingOf } from './wording-of.ts';

/** Names a flag, the environment that is copied to, and the one that is copied from. */
export interface CopyName extends PlaceName {
  readonly from: string;
}

/** A part of a setting that can be copied, in words. */
export interface CopiedPart {
  readonly name: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What differs, also what the words before and after leave out. */
  readonly differences: readonly string[];
  /** What comes along with it, and where it stands among the others. */
  readonly notes: readonly string[];
  readonly picked: boolean;
  /** It comes along with whatever is copied. */
  readonly needed: boolean;
}

/** The setting of one environment beside that of another, by parts to pick from. */
export interface CopyView {
  readonly from: Environment;
  /** What a save is based on: the setting that is copied to, and the one that is copied from. */
  readonly etag: string;
  readonly sourceEtag: string;
  /** False where the flag is not set up in the environment that is copied to. */
  readonly isSetUp: boolean;
  readonly parts: readonly CopiedPart[];
  /** What would be saved; undefined where nothing would change. */
  readonly setting: Omit<Setting, 'salt'> | undefined;
}

/**
 * Lists what differs between two environments, with the setting that copying the picked parts gives; all are picked where none
 * are named. Undefined where there is nothing to copy from. Throws UseCaseError 404.
 */
export function readCopy(
  context: AdminContext,
  name: CopyName,
  picked?: ReadonlySet<string>,
): CopyView | undefined {
  const place = readPlace(context, name);
  const source = readPlace(context, { flag: name.flag, environment: name.from });
  if (!source.setting) return undefined;
  const copy = toCopy(context, place, source.setting);
  const isSetUp = place.setting !== null;
  const parts = listParts(copy);
  const isNeeded = (part: CopyPart) => !isSetUp && part.name === 'everyoneElse';
  const asked = parts.filter((part) => picked?.has(part.name) ?? true);
  const takes = new Set<string>(asked.map((part) => part.name));
  for (const part of parts.filter(isNeeded)) takes.add(part.name);
  const { salt: _, ...setting } = pickParts(copy, takes);
  const describe = createDescriber(context, { place, source, copy, never: setting.never });
  return {
    from: source.environment,
    etag: place.etag,
    sourceEtag: source.etag,
    isSetUp,
    parts: parts.map((part) => ({
      ...describe(part),
      picked: takes.has(part.name),
      needed: isNeeded(part),
    })),
    setting: takes.size > 0 || !isSetUp ? setting : undefined,
  };
}

/** Copies the picked parts of a setting: the ones that {@link readCopy} lists. */
export async function copySetting(
  context: AdminContext,
  person: Person,
  input: Omit<SaveSetting, 'setting'> &
    CopyName & { readonly picked: ReadonlySet<string>; readonly sourceEtag: string },
): Promise<void> {
  const { picked, sourceEtag, from, ...save } = input;
  requireRight(person, readPlace(context, input).environment);
  const view = readCopy(context, input, picked);
  const source = `this flag's setting in ${view?.from.name ?? from}`;
  if (view?.sourceEtag !== sourceEtag) throw changedUnderneath(source);
  if (!view.setting) return;
  const action = { kind: 'edited', verb: `copied from ${from} the setting of` } as const;
  await saveSetting(context, person, { ...save, setting: view.setting }, action);
}

/** Rollouts that are copied start at their first step; those that are the same go on here. */
function toCopy(context: AdminContext, { setting, definition }: Place, source: Setting): Copy {
  const { registry } = context;
  const startsAnew = (serve: Serve) => startAnew(serve, registry, context.now());
  return {
    here: setting ?? { ...toFirstSetting(definition), salt: '' },
    there: {
      ...source,
      rules: source.rules.map((rule) => ({ ...rule, serve: startsAnew(rule.serve) })),
      everyoneElse: startsAnew(source.everyoneElse),
    },
    isSameServe: (one, other) => isWrittenTheSame(one, other, registry),
  };
}

function startAnew(serve: Serve, { strategies }: Registry, now: number): Serve {
  const strategy = strategies.get(serve.strategy);
  const result = strategy?.bind(serve.params);
  if (!result?.ok || !result.bound.progress(now) || !isJsonObject(serve.params)) return serve;
  const params = { ...serve.params, goTo: 'start' };
  return strategy?.bind(params).ok ? { ...serve, params } : serve;
}

interface Describing {
  readonly place: Place;
  readonly source: Place;
  readonly copy: Copy;
  /** Who never gets it once it is copied. */
  readonly never: readonly string[];
}

function createDescriber(context: AdminContext, { place, source, copy, never }: Describing) {
  const { definition, definitions, published, registry } = place;
  const { environment: to, setting: current } = place;
  const wording = { ...wordingOf(context, definition, definitions), flag: definition };
  const texts = copyTexts.notes;
  const off = new Set(never);

  return (part: CopyPart) => {
    const { title, words } = describeCopyPart(part, wording);
    const [before, taken] = alone(part, copy);
    const after = scheduleSetting(taken, { previous: current && before, now: context.now(), registry });
    const isChange = current !== null && !(part.pair && (!part.pair.here || !part.pair.there));
    return {
      name: part.name,
      title,
      before: current ? words(before) : copyTexts.values.unset,
      after: words(after),
      differences: isChange ? describeSettingChange({ ...wording, before, after }) : [],
      notes: notesOf(part, before, after),
    };
  };

  function notesOf(part: CopyPart, before: Setting, after: Setting): string[] {
    const rule = part.pair?.there;
    const known = referencesOfSetting(before, registry).segments;
    const missing = [...referencesOfSetting(after, registry).segments].filter(
      (key) => !known.has(key) && !published.segments.has(key),
    );
    const grows = [...after.rules, ...(part.name === 'everyoneElse' ? [after.everyoneElse] : [])].some(
      (each) => isGrowing('serve' in each ? each.serve : each),
    );
    const isOff = rule?.enabled && rule.segments.length > 0 && rule.segments.every((key) => off.has(key));
    return [
      ...(rule && !part.pair.here ? [sayPlace(rule.id)] : []),
      ...(part.name !== 'order' && grows ? [texts.starts] : []),
      ...(missing.length > 0
        ? [texts.along(listOf(missing.map((key) => nameOfSegment(definitions, key))), to.key)]
        : []),
      ...(isOff ? [texts.never(to.key)] : []),
    ];
  }

  function sayPlace(id: string): string {
    const rules = source.setting?.rules ?? [];
    const before = rules[rules.findIndex((rule) => rule.id === id) - 1];
    const from = source.environment.key;
    return before ? texts.after(describeAudience(before, wording), from) : texts.first(from);
  }

  function isGrowing(serve: Serve): boolean {
    const result = registry.strategies.get(serve.strategy)?.bind(serve.params);
    return result?.ok === true && result.bound.progress(context.now()) !== undefined;
  }
}

/** Both sides with nothing but one part, so that what differs is what this part changes. */
function alone({ name, pair }: CopyPart, copy: Copy): readonly [Setting, Setting] {
  const { here, there } = copy;
  if (pair) {
    const rule = pair.there && mergeRules(pair.here, pair.there, copy);
    const bare = { ...here, never: [] };
    return [
      { ...bare, rules: pair.here ? [pair.here] : [] },
      { ...bare, rules: rule ? [rule] : [] },
    ];
  }
  if (name === 'order') return [here, pickParts(copy, new Set([name]))];
  const bare = { ...here, rules: [] };
  const { bucketGroup: _, ...rest } = bare;
  if (name !== 'bucketGroup') return [bare, { ...bare, [name]: there[name] }];
  return [bare, there.bucketGroup === undefined ? rest : { ...rest, bucketGroup: there.bucketGroup }];
}
