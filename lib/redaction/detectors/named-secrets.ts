import type { Finding } from "../finding.ts";
import { secretNames } from "../named-value.ts";
import { readValue } from "../read-value.ts";

const names = secretNames.map((secret) => ({ ...secret, pattern: new RegExp(secret.name, "gi") }));

/** Commands that take a password without its name, or user and password in one word. */
const commands: readonly RegExp[] = [
  /(?<=(?:^|[\s"'])(?:-u|--user|--proxy-user|-U)[ =]?["']?[^\s:"']{1,64}:)(?<value>(?=[^\s"']{0,100}[^\d\s"'])[^\s"']{1,128})/dgm,
  /(?<=(?<![a-z])(?:mysql\w{0,10}|mariadb\w{0,10})[ \t](?:[^\n]{0,200}[ \t])?-p)(?<value>[^\s"']{1,128})/dg,
  /(?<=(?<![a-z])(?:sshpass|docker login|podman login|redis-cli|mongo\w{0,10}|ldap\w{2,8})[ \t](?:[^\n]{0,200}[ \t])?-[paw][ \t]{1,4}["']?)(?<value>[^\s"'-][^\s"']{0,127})/dg,
];

/** Values that a text gives to names such as `password`, `api_key` or `session_id`, in whatever notation. */
export function findNamedSecrets(text: string): Finding[] {
  const named = names.flatMap(({ kind, pattern, fits }) =>
    [...text.matchAll(pattern)].flatMap((match): Finding[] => {
      const read = readValue(text, match.index, match.index + match[0].length);
      if (!read || !fits(text.slice(read.start, read.end), read.tie)) return [];
      return [{ start: read.start, end: read.end, kind }];
    }),
  );
  const given = commands.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Finding => {
      const [start, end] = match.indices?.groups?.value ?? [0, 0];
      return { start, end, kind: "password" };
    }),
  );
  return [...named, ...given.filter(({ start }) => text[start] !== "[")];
}
