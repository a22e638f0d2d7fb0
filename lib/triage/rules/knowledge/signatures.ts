import type { Entry } from "../entry.ts";

/** What is recognised by its shape instead of its words. Every expression takes time linear in the text. */
export interface Signature extends Omit<Entry, "phrases"> {
  pattern: RegExp;
}

export const signatures: readonly Signature[] = [
  {
    pattern:
      /^\s{0,20}(?:re: |fw: |request: )?(?:please |kindly |pls )?(?:install|add|create|provide|order|remove|delete|rename|grant|enable|support|implement|allow|improve|introduce|refactor|extend|assign|arrange|unlock|reset|setup|set up|upgrade|update|change)\b(?!-| fail| error| is | of | to .{0,40} (?:fail|broke))/i,
    kind: { request: 2 },
    theme: "request",
  },
  {
    pattern: /\bORA-000(?:60|54)\b/,
    cue: "data",
    strength: "strong",
    theme: "database_lock",
    capability: "degraded",
  },
  {
    pattern: /\bORA-(?:12\d{3}|01034|03113|03114|01089)\b/,
    cue: "data",
    strength: "strong",
    theme: "database_down",
    capability: "core_down",
  },
  { pattern: /\bORA-\d{4,5}\b/i, cue: "data", strength: "strong", theme: "database" },
  {
    pattern: /\b(?:SQLSTATE|SQLCODE|SQLException|SQLSyntaxError|PSQLException)\b/,
    cue: "data",
    strength: "strong",
    theme: "database",
  },
  { pattern: /\b(?:Msg|SQL Server error) \d{4,5}\b/, cue: "data", strength: "strong", theme: "database" },
  { pattern: /\bError 1\d{3}\b/, cue: "data", strength: "weak", theme: "database" },
  {
    pattern: /\bCVE-\d{4}-\d{4,7}\b/i,
    cue: "security",
    strength: "strong",
    theme: "vulnerability",
    attack: "possible",
    capability: "at_risk",
  },
  {
    pattern: /\bGHSA(?:-[23456789cfghjmpqrvwx]{4}){3}\b/,
    cue: "security",
    strength: "strong",
    theme: "vulnerability",
    attack: "possible",
  },
  {
    pattern: /\bt1\d{3}(?:\.\d{3})?\b/,
    cue: "security",
    strength: "strong",
    theme: "intrusion",
    attack: "possible",
  },
  {
    pattern: /\b[A-Z][A-Za-z]{2,60}(?:Exception|Error)\b/,
    cue: "app",
    strength: "strong",
    theme: "exception",
    kind: { incident: 3 },
  },
  {
    pattern: /^[ \t]{1,40}at [\w$.<>/]{3,200}\(/m,
    cue: "app",
    strength: "strong",
    theme: "exception",
    kind: { incident: 3 },
  },
  {
    pattern: /Traceback \(most recent call last\)/,
    cue: "app",
    strength: "strong",
    theme: "exception",
    kind: { incident: 3 },
  },
  {
    pattern: /\bHTTP(?:\/\d(?:\.\d)?)?[ "]{1,3}(?:ERROR )?500\b/i,
    cue: "app",
    strength: "strong",
    theme: "app",
    capability: "core_broken",
  },
  {
    pattern: /\b50[234]\b(?=.{0,80}\b(?:upstream|gateway|proxy|nginx|haproxy|all regions|edge|load)\b)/i,
    cue: "infra",
    strength: "strong",
    theme: "http_errors",
    capability: "core_broken",
  },
  {
    pattern: /\b(?:ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ECONNRESET|EAI_AGAIN)\b/,
    cue: "infra",
    strength: "strong",
    theme: "network",
  },
  { pattern: /\bENOSPC\b/, cue: "infra", strength: "strong", theme: "disk", capability: "core_broken" },
  {
    pattern:
      /\b(?:MySQL|PostgreSQL|Postgres|Oracle|MongoDB|Mongo|Redis|Elasticsearch|Elastic|OpenSearch|Cassandra|ClickHouse|CouchDB|SQLServer|PGBouncer|Patroni|Solr|Memcached|Flink|Spark|Hadoop|HBase|Meilisearch|Neo4j|Postgre)[A-Z]\w{2,60}\b/,
    cue: "data",
    strength: "strong",
    theme: "database",
  },
  {
    pattern:
      /^(?:\d{6,} \S{1,20} )?[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \S{1,80} [\w()./-]{2,80}(?:\[\d{1,7}\])?:/m,
    shapes: ["log"],
    cue: "infra",
    theme: "host_down",
  },
  {
    pattern:
      /\b(?:sshd|su|sudo|ftpd|login|pam_unix)\b[^\n]{0,60}(?:fail|invalid|illegal|refused|BREAK-IN|ANONYMOUS|not receive|preauth|reverse mapping|user unknown|connection from)/i,
    shapes: ["log"],
    cue: "security",
    strength: "strong",
    theme: "intrusion",
    attack: "attempted",
  },
  {
    pattern:
      /\b(?:kernel|crond|ntpd|dhcpd|snmpd|smartd|postfix|systemd|logrotate|xinetd|named|mcelog|ib_sm|tftpd|automount|gmetad|gmond|httpd|mod_jk|workerEnv)\b/,
    shapes: ["log"],
    cue: "infra",
    theme: "host_down",
  },
  {
    pattern:
      /\b(?:RAS|KERNEL|HARDWARE|MMCS|LINKCARD|DISCOVERY|torus|midplane|ciod|fan speeds|psu|temperature|nova|neutron|cinder|libvirt)\b/i,
    shapes: ["log"],
    cue: "infra",
    strength: "strong",
    theme: "hardware",
  },
  {
    pattern:
      /\b(?:could not connect through proxy|proxy server cannot|cannot open channel|connection broken|connection refused|connection timed out|network is unreachable)\b/i,
    shapes: ["log"],
    cue: "infra",
    strength: "strong",
    theme: "network",
  },
  {
    pattern: /"?\bseverity"?\s{0,3}[=:]\s{0,3}"?(?:critical|page|fatal|emergency|disaster|sev-?1)\b/i,
    level: "critical",
  },
  { pattern: /"?\bseverity"?\s{0,3}[=:]\s{0,3}"?(?:error|high|major|sev-?2)\b/i, level: "error" },
  {
    pattern: /"?\bseverity"?\s{0,3}[=:]\s{0,3}"?(?:warning|warn|medium|minor|average|sev-?3)\b/i,
    level: "warning",
  },
  {
    pattern: /"?\bseverity"?\s{0,3}[=:]\s{0,3}"?(?:info|informational|none|low|notice|ok|debug)\b/i,
    level: "info",
  },
  { pattern: /\b(?:critical|fatal|panic)\b/i, shapes: ["log"], level: "critical" },
  { pattern: /\b(?:FATAL|CRITICAL|EMERG|PANIC|ALERT!)\b/, level: "critical" },
  { pattern: /(?:\bERROR\b|\bSEVERE\b|\[error\]|\|E\||\berror:)/, level: "error" },
  { pattern: /(?:\bWARN(?:ING)?\b|\[warn(?:ing)?\])/, level: "warning" },
  { pattern: /(?:\bINFO\b|\[(?:info|notice)\]|\bNOTICE\b|\bDEBUG\b)/, level: "info" },
  { pattern: /\b(?:9\d|100)(?:\.\d{1,6})? ?%/, shapes: ["alert"], capability: "degraded" },
  {
    pattern:
      /\b(?:[5-9]\d|100)(?:\.\d{1,6})? ?% of (?:all |the |our )?(?:prod|production|requests|users|customers|traffic|orders|payments|calls)/i,
    cue: "app",
    strength: "strong",
    theme: "http_errors",
    scope: "many",
    capability: "core_broken",
  },
];
