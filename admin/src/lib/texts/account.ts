/** The words of signing in, and of the first administrator's page. */
export const accountTexts = {
  email: 'E-mail',
  password: 'Password',
  signIn: {
    title: 'Sign in',
    refused: 'You are not signed in',
    submit: 'Sign in',
    help: 'Forgotten, or no account yet? Ask an administrator of your Hoist.',
    nobody: 'Nobody has an account yet. Open the set-up link that',
    printed: 'printed; the newest one counts. It makes the first administrator.',
  },
  setup: {
    title: 'Set up Hoist',
    text: 'You become its first administrator. This link works once.',
    name: 'Your name',
    passwordHint: 'At least 12 characters. Nobody can read it back.',
    submit: 'Make me the administrator',
  },
} as const;
