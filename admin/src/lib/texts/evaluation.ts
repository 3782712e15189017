/** The words of charts of evaluations, and of a flag's page of them. */
export const evaluationTexts = {
  chart: {
    steps: { minute: 'min', hour: 'hour', day: 'day' },
    last: (step: string) => `In the last ${step}`,
    changes: 'Changes in this window',
    table: 'Show as a table',
    from: 'From',
  },
  window: 'Window',
  windows: { '1h': '1 h', '24h': '24 h', '7d': '7 days', '30d': '30 days' },
  look: 'Look at its evaluations',
  flag: {
    nothing: (environment: string) => `No data yet in ${environment}.`,
    empty: (window: string) =>
      `No app has asked for this flag here in ${window}. The first time shows within two seconds.`,
    connect: 'Connect an app',
    overTime: 'By version, over time',
    evaluations: (environment: string, window: string) =>
      `Evaluations in ${environment} in ${window}, by version`,
    deliveries: (environment: string, window: string) =>
      `Deliveries in ${environment} in ${window}, by version`,
    byVersion: 'By version',
    byRule: 'By rule',
    byReason: 'By reason',
    byApp: 'By app',
    appsDefault: "The app's own default",
    unnamedApps: 'Apps that do not say who they are',
    reasons: {
      STATIC: 'The same for everyone',
      TARGETING_MATCH: 'A rule matched',
      SPLIT: 'Drawn by percentage',
      DEFAULT: 'No rule matched',
      DISABLED: 'The flag is off',
      ERROR: 'It failed: the app used its own default',
    },
    beforeRules: 'Before any rule: off, not available or failed',
    everyoneElse: 'Everyone else',
    goneRule: (id: string) => `A rule that is gone (${id})`,
  },
} as const;
