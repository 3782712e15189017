/** The words of the page that connects an app to a flag, and asks the relay for it. */
export const connectTexts = {
  first: {
    asking: 'An app is asking',
    answer: (environment: string, use: string, answers: string) =>
      `In ${environment}: ${use}. The answer was ${answers}.`,
    appsDefault: "the app's own default",
    waiting: 'Waiting for the first evaluation',
    waitingHint: (environment: string) =>
      `As soon as an app asks for this flag in ${environment}, it shows here, within two seconds.`,
  },
  key: {
    title: (environment: string) => `A key for ${environment}`,
    text: 'Apps send a key with every request. A server key reads all flags of one environment.',
    make: (environment: string) => `Make a ${environment} key`,
  },
  snippets: {
    title: 'In your app',
    copy: (title: string) => `Copy the ${title} snippet`,
    hidden: (environment: string) =>
      `Browsers and phones do not see this flag in ${environment}: only servers may read it`,
    untilPublished: 'until the change that is pending is published',
  },
  ask: {
    title: 'Ask the relay',
    text: 'A real request, as an app sends it, to',
    id: 'ID of the person',
    attributes: 'What is known about them',
    attributesHint: 'JSON, like {"country": "DE"}',
    json: 'Show JSON',
    decides: (environment: string) => `How ${environment} decides`,
    notAsked: 'not asked any more',
  },
} as const;
