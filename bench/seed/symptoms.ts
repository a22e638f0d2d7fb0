/**
 * What goes wrong in the made-up organisation. Words in braces are filled in: `{service}`, `{host}`, `{number}`,
 * `{percent}`, `{customer}`, `{version}`. More likely ones first.
 */
export interface Symptom {
  title: string;
  detail: string;
}

export const symptoms: readonly Symptom[] = [
  {
    title: "[FIRING] HighErrorRate {service}: {percent}% of requests answer 502",
    detail:
      "upstream {host} timed out after {number} ms\n502 Bad Gateway on /{service}/v1 since the last deploy {version}",
  },
  {
    title: "{service} is slow, p95 latency {number} ms",
    detail:
      "p95 above its target of 800 ms for ten minutes on {host}\nconnection pool exhausted, requests wait for a connection",
  },
  {
    title: "TypeError: Cannot read properties of undefined (reading 'id') in {service}",
    detail:
      "at handle (/srv/{service}/dist/server.js:{number}:17)\nfirst seen in release {version}, affects the page of an order",
  },
  {
    title: "Customers cannot sign in to {service}",
    detail:
      "{customer} and others report that the login page answers with an error 500\nPassword resets do not arrive either",
  },
  {
    title: "deadlock detected in the database of {service}",
    detail:
      "ERROR: deadlock detected, process {number} waits for ShareLock on transaction\nretried three times, replication lag {number} s on {host}",
  },
  {
    title: "KubePodCrashLooping {service} on {host}",
    detail:
      "Pod {service}-{number} restarted {number} times, OOMKilled\nmemory limit 512Mi reached since version {version}",
  },
  {
    title: "Disk of {host} is {percent}% full",
    detail:
      "/var/lib/{service} grows by {number} MB an hour, it will be full tonight\nno user notices anything yet",
  },
  {
    title: "Nightly export of {service} did not run",
    detail:
      "the ETL job ended with exit code 1, rows of yesterday are missing in the report\nconnection refused by the warehouse {host}",
  },
  {
    title: "Payments fail at {service}",
    detail:
      "{customer}: card payments are declined with timeout, orders are lost\n{number} failed payments in the last ten minutes",
  },
  {
    title: "Brute force on {service}: {number} failed logins",
    detail:
      "failed logins for admin from 203.0.113.{percent}, accounts get locked\nthe attack is still going on",
  },
  {
    title: "TLS certificate of {service} expires in 6 days",
    detail: "CN={service}.example.net on {host}, issuer internal CA\nrenewal by cert-manager failed twice",
  },
  {
    title: "How do I change the address of an invoice in {service}?",
    detail: "Hello, I would like to know where the invoice address can be changed.\nThank you, {customer}",
  },
  {
    title: "{service} shows wrong totals",
    detail:
      "sums in the dashboard of {service} differ from the ledger by {number} EUR for {customer}\ndata since release {version} is wrong",
  },
  {
    title: "Please give {customer} access to {service}",
    detail: "New colleague, needs the role reader from Monday on\nManager has agreed",
  },
  {
    title: "DNS lookups for {service} fail on {host}",
    detail: "SERVFAIL for {service}.internal, {percent}% of lookups\nrequests to the service time out",
  },
  {
    title: "Kafka consumer of {service} lags by {number} messages",
    detail: "topic {service}-events, consumer group stuck since {version}\nnotifications arrive late",
  },
  {
    title: "Suspicious token use in {service}",
    detail:
      "an access token of {customer} was used from two countries within {number} minutes\npossible unauthorized access, data of the account may be exposed",
  },
  {
    title: "The save button of {service} does nothing",
    detail: "{customer}: in the browser console there is an exception in bundle {version}\na reload helps",
  },
  {
    title: "Search in {service} returns no results",
    detail:
      "index of {service} has {number} documents instead of millions, elasticsearch cluster is yellow on {host}",
  },
  {
    title: "Printer on floor {percent} is offline",
    detail: "the printer does not answer, a colleague printed elsewhere\nqueue has {number} jobs",
  },
  {
    title: "Logo of {service} is blurred on large screens",
    detail: "cosmetic only, seen by {customer} with release {version}",
  },
  {
    title: "Backup of {service} failed",
    detail: "pg_dump on {host} ended early, no space left on device\nlast good backup is {number} hours old",
  },
  {
    title: "Personal data of {customer} in the public log of {service}",
    detail:
      "log lines of {host} show full names and addresses, readable by anyone\nleaked since version {version}",
  },
  {
    title: "VPN drops every {percent} minutes",
    detail: "several people in the office lose the connection to {host}\nreconnecting helps for a while",
  },
];

/** Who is hit; nothing is said in most reports. */
export const scopes = [
  "",
  "",
  "All customers are affected.",
  "Many users report it.",
  "Only one user so far.",
  "It happens on staging only.",
] as const;
