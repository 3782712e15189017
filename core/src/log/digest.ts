/** SHA-256 of a text's UTF-8 bytes as 64 lower-case hex digits. The host passes it in, because core uses no platform. */
export type Sha256 = (text: string) => string;
