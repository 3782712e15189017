interface InUse {
  readonly uses: readonly { readonly flag: string }[];
  readonly environments: readonly {
    readonly environment: { readonly key: string };
    readonly revision: number | undefined;
    readonly pending: boolean;
  }[];
}

/** The use of a definition, for a list: how many flags use it, and which environments have an older revision. */
export interface UseSummary {
  readonly usedBy: number;
  readonly pending: readonly { readonly environment: string; readonly revision: number | undefined }[];
}

/** Sums up where a definition is used and where its latest revision is pending. */
export function summarizeUse({ uses, environments }: InUse): UseSummary {
  return {
    usedBy: new Set(uses.map(({ flag }) => flag)).size,
    pending: environments
      .filter(({ pending }) => pending)
      .map(({ environment, revision }) => ({ environment: environment.key, revision })),
  };
}
