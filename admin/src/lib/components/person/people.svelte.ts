import { mostPeople, readPeople } from '#lib/forms/setting/person.ts';
import type { PersonDraft } from '#lib/forms/setting/person.ts';

const storageKey = 'hoist-people';

/** The people whom drafts are tried on, remembered in this browser and sent nowhere else. */
export function createPeople() {
  let list: readonly PersonDraft[] = $state.raw([]);

  function keep(next: readonly PersonDraft[]): void {
    list = next;
    try {
      localStorage.setItem(storageKey, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing forgets them with the page.
    }
  }

  return {
    get list() {
      return list;
    },
    /** Reads who is remembered; only a browser can. */
    recall(): void {
      try {
        list = readPeople(localStorage.getItem(storageKey) ?? '');
      } catch {
        list = [];
      }
    },
    /** Puts somebody first; one of the same name or ID goes. False where there are too many. */
    add(person: PersonDraft): boolean {
      const others = list.filter(({ name, id }) => name !== person.name || id !== person.id);
      if (others.length >= mostPeople) return false;
      keep([person, ...others]);
      return true;
    },
    remove(person: PersonDraft): void {
      keep(list.filter((each) => each !== person));
    },
  };
}
