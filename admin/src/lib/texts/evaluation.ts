/** The words of charts, and of a flag's evaluations. */
export const evaluationTexts = {
  chart: {
    steps: { minute: 'min', hour: 'hour', day: 'day' },
    last: (step: string) => `In the last ${step}`,
    changes: 'Changes in this window',
    table: 'Show as a table',
    from: 'From',
  },
  window: 'Window',
} as const;
