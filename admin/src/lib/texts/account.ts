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
  /** A session that ended while a page was open. */
  again: {
    over: 'You are signed out.',
    overText: 'Nothing on this page is lost, and what is live on it stands still. Sign in, and go on.',
    title: 'Sign in to go on',
    text: 'Your session has ended. Nothing on this page is lost: what you pressed goes on once you are signed in.',
    other: (name: string, role: string) => `You are signed in as ${name}, with the role ${role}.`,
    otherText: (before: string) =>
      `What ${before} typed here is still here and was not saved. Save it in your own name, or leave the page.`,
    /** Without JavaScript: on the page to sign in, and on the page that it leads back to. */
    unsaved: 'Your session had ended, so nothing was saved. Sign in, and enter it again.',
    enterAgain: 'You are signed in again. Nothing was saved before: enter it once more.',
  },
  /** The person's own page. */
  own: {
    title: 'Your account',
    text: (email: string, role: string) => `You sign in as ${email}. Your role is ${role}.`,
    name: {
      title: 'Name',
      label: 'Your name',
      hint: 'Histories name you by it from now on; what is written there stays.',
      submit: 'Save name',
    },
    newPassword: {
      title: 'Password',
      old: 'The password you have now',
      label: 'New password',
      hint: 'At least 12 characters. Your other sessions end.',
      submit: 'Change password',
    },
    sessions: {
      title: 'Where you are signed in',
      here: 'This browser',
      from: (address: string) => `from ${address}`,
      started: 'signed in',
      used: 'last used',
      end: (where: string) => `Sign out ${where}`,
      endOthers: 'Sign out everywhere else',
      only: 'You are signed in nowhere else.',
    },
  },
  setup: {
    title: 'Set up Hoist',
    text: 'You become its first administrator. This link works once.',
    name: 'Your name',
    passwordHint: 'At least 12 characters. Nobody can read it back.',
    submit: 'Make me the administrator',
  },
} as const;
