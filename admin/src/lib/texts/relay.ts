import { listOf } from '../words.ts';

/** The words of the page of relays. */
export const relayTexts = {
  text: 'The programs that answer your apps, and what each of them serves now. They report every few seconds.',
  nothing:
    'No relay has reported in the last 30 seconds: no app sees your flags. Start one, or look at its log.',
  seen: 'Reported',
  state: (version: number | null, behind: number | undefined) => {
    if (version === null) return 'Nothing yet';
    if (behind === 0) return `Up to date, version ${version}`;
    return behind === undefined
      ? `Version ${version} of another epoch`
      : `${behind} behind, version ${version}`;
  },
  notServed: (environments: readonly string[]) =>
    `Does not serve ${listOf(environments)}. A relay that serves some environments only names them in HOIST_ENVIRONMENTS.`,
  lacks: (needs: readonly string[]) =>
    `Lacks ${listOf(needs)}: what needs that is not published to its environments. Update the relay, or install the plugin there too.`,
} as const;
