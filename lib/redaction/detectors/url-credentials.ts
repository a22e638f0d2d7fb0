import { type Finding, findingsOf } from "../finding.ts";

/** Passwords between a user's name and the host. The last `@` before the path ends it, for people forget to encode. */
const password = /(?<=:\/\/[^\s:@/"'<>]{0,100}:)(?<value>[^\s/"'<>]{1,300})(?=@[\w.[\]-])/dg;
/** Outside the web nothing behind the path holds an `@`: the last one of all ends the password, slashes and all. */
const passwordOfService =
  /(?<=(?<!https?):\/\/[^\s:@/"'<>]{0,100}:)(?!\d{1,5}[/?#])(?<value>[^\s"'<>]{1,300})(?=@[\w.[\]-]{1,100}(?:[:/?,;\s]|$))/dg;
/** A token in the place of the user's name. */
const token =
  /(?<=https?:\/\/)(?<value>(?=[^\s:@/"'<>]{0,100}\d)[^\s:@/"'<>]{12,300})(?=(?::x-oauth-basic)?@)/dg;
/** Signatures and codes that let whoever has the address in. */
const parameter =
  /(?<=[?&](?:sig|x-amz-signature|x-amz-security-token|x-amz-credential|x-goog-signature|signature|access_token|auth|key|code|ticket|jwt)=)(?<value>[A-Za-z0-9%+/_.~-]{16,2000}={0,2})/dgi;

const isHarmless = (value: string) =>
  /^(?:\[[a-z-]{1,30}-\d{1,6}\]|\$\{?\w{1,60}\}?|\*{1,60}|x{3,20}|<\w{1,30}>)$/i.test(value);

/** Credentials inside addresses; scheme, user's name, host and path stay, since they tell what cannot be reached. */
export function findUrlCredentials(text: string): Finding[] {
  return [
    ...findingsOf(text, password, "password"),
    ...findingsOf(text, passwordOfService, "password"),
    ...findingsOf(text, token, "token"),
    ...findingsOf(text, parameter, "token"),
  ].filter(({ start, end }) => !isHarmless(text.slice(start, end)));
}
