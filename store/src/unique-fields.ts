/** Fields, alone or together, that no two records of a collection share. A record that leaves one empty is not compared. */
export const uniqueFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  user: [['email']],
  session: [['token']],
  account: [['providerId', 'accountId']],
};
