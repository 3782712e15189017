/** The words of the page of people, of the link that sets a password, and of roles. */
export const peopleTexts = {
  text: 'Who may use this Hoist, and what each of them may change.',
  forbidden: 'Only administrators invite and change people.',
  /** What each role may do; every one has the rights of those before it. */
  roles: {
    viewer: 'Viewer: sees everything, changes nothing',
    editor: 'Editor: changes flags, segments and what unprotected environments serve',
    publisher: 'Publisher: also changes what protected environments serve',
    admin: 'Administrator: also people, API tokens and restored stores',
  },
  shortRoles: { viewer: 'Viewer', editor: 'Editor', publisher: 'Publisher', admin: 'Administrator' },
  invite: {
    title: 'Invite somebody',
    name: 'Name',
    email: 'E-mail',
    role: 'Role',
    submit: 'Invite',
    text: 'You get a link to hand over. They choose a password by it; it works once, for 7 days.',
  },
  made: {
    title: {
      invitation: (name: string) => `${name} is invited. Here is the link; it is shown this once.`,
      reset: (name: string) => `Here is ${name}’s link. It is shown this once.`,
    },
    copy: 'Copy the link',
    mail: {
      sent: (email: string) => `It was also sent to ${email}.`,
      'not-configured': (email: string) => `Send it to ${email} yourself: Hoist has no mail server.`,
      failed: (email: string) =>
        `The mail to ${email} could not be sent; see the log of the admin. Send the link yourself.`,
    },
    until: 'It works once, until',
  },
  row: {
    you: 'You',
    states: { invited: 'Invited', disabled: 'Disabled' },
    joinedAt: 'joined',
    invitedAt: 'invited',
    disabledAt: 'disabled',
    linkUntil: 'the link expires',
    linkOver: 'the link expired',
    noLink: 'the link no longer works',
  },
  role: {
    title: 'Change role',
    label: (name: string) => `Role of ${name}`,
    submit: (name: string) => `Change ${name}’s role`,
  },
  link: {
    invitation: 'New link',
    reset: 'Password link',
    text: {
      invitation: 'The link before stops working. The new one works once, for 7 days.',
      reset: 'By it they set a new password: once, within an hour. Until then the old password works.',
    },
    submit: (name: string) => `Make ${name} a link`,
  },
  withdraw: {
    title: 'Withdraw',
    text: 'The link stops working, and the person leaves this list.',
    submit: (name: string) => `Withdraw ${name}’s invitation`,
  },
  disable: {
    title: 'Disable',
    text: 'They are signed out at once and cannot sign in. What they changed stays, in their name.',
    submit: (name: string) => `Disable ${name}`,
  },
  enable: (name: string) => `Enable ${name}`,
  /** The page that a link opens. */
  open: {
    titles: { invitation: 'Join Hoist', reset: 'Set a new password' },
    texts: {
      invitation: (email: string) => `You sign in as ${email}. This link works once.`,
      reset: (email: string) => `For ${email}. This link works once; your other sessions end.`,
    },
    submits: { invitation: 'Join', reset: 'Set password' },
    name: 'Your name',
    password: 'Password',
    passwordHint: 'At least 12 characters. Nobody can read it back.',
    refused: 'The password was not set',
  },
} as const;
