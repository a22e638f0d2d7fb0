import type { Finding } from "../finding.ts";
import { secretNames } from "../named-value.ts";
import { readValue, wholeEnd } from "../read-value.ts";

const names = secretNames.map((secret) => ({
  ...secret,
  pattern: new RegExp(secret.name, secret.isCased ? "g" : "gi"),
}));

/** Commands that take a password without its name, or user and password in one word. */
const commands: readonly RegExp[] = [
  /(?<=(?<![a-z])(?:chang|set|reset|rotat)[a-z]{0,4}[ ](?:[a-z]{1,10}[ ]){0,3}password[ ]to[ ]{1,2}["']?)(?<value>(?=[^\s"']{0,100}[\d!#$%&*])[^\s"']{4,128})/dgi,
  /(?<=(?:jdbc:oracle:thin:|(?<![a-z])(?:sqlplus|sqlldr|expdp|impdp)[ \t]{1,4})[\w$]{1,40}\/)(?<value>[^\s@/]{1,100})(?=@)/dgi,
  /(?<=(?<![a-z])(?:creds|credentials|login)[ \t]{0,3}(?:[:=]|are|is)[ \t]{0,3}[^\s:/=]{1,60}[ \t]{0,2}[/:][ \t]{0,2})(?<value>[^\s,;/]{6,100})/dgi,
  // Hashes of passwords, as crypt writes them.
  /(?<![\w$])(?<value>\$(?:2[abxy]\$\d\d|argon2(?:id|i|d)\$v=\d{1,3}\$[\w=,]{1,60}|[156y]|scrypt|pbkdf2-sha\d{1,3})\$[\w./$+=-]{20,300})/dg,
  /(?<=(?:^|[\s"'])(?:-u|--user|--proxy-user|-U)[ =]?["']?[^\s:"']{1,64}:)(?<value>(?=[^\s"']{0,100}[^\d\s"'])[^\s"']{1,128})/dgm,
  /(?<=(?<![a-z])(?:mysql\w{0,10}|mariadb\w{0,10})[ \t](?:[^\n]{0,200}[ \t])?-p)(?<value>[^\s"']{1,128})/dg,
  /(?<=(?<![a-z])(?:sshpass|docker login|podman login|redis-cli|mongo\w{0,10}|ldap\w{2,8})[ \t](?:[^\n]{0,200}[ \t])?-[paw][ \t]{1,4}["']?)(?<value>[^\s"'-][^\s"']{0,127})/dg,
];

/** Values that a text gives to names such as `password`, `api_key` or `session_id`, in whatever notation. */
export function findNamedSecrets(text: string): Finding[] {
  const named = names.flatMap(({ kind, pattern, fits }) => {
    const findings: Finding[] = [];
    for (const match of text.matchAll(pattern)) {
      if (match.index < (findings.at(-1)?.end ?? 0)) continue;
      const read = readValue(text, match.index, match.index + match[0].length);
      if (read && fits(text.slice(read.start, read.end), read.tie)) {
        findings.push({ start: read.start, end: wholeEnd(text, read), kind });
      }
    }
    return findings;
  });
  const given = commands.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Finding => {
      const [start, end] = match.indices?.groups?.value ?? [0, 0];
      return { start, end, kind: "password" };
    }),
  );
  return [...named, ...given.filter(({ start }) => text[start] !== "[")];
}
