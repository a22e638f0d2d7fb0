import { describe, expect, test } from "vitest";
import { canonicalLines, fingerprint } from "./fingerprint.ts";

const explain = (...texts: string[]) => texts.map((text) => canonicalLines(text).join(" | ")).join("\n");

/** One incident as two machines, or the same one later, would tell it. */
const same: [string, string, string][] = [
  [
    "pod of a stateful set",
    "pod kafka-0 in namespace streaming OOMKilled",
    "pod kafka-2 in namespace streaming OOMKilled",
  ],
  [
    "pod of a cron job",
    "Job nightly-report-28411320-x7xkq failed",
    "Job nightly-report-28412760-pp2zd failed",
  ],
  [
    "pod of a daemon set",
    "fluent-bit-9zx4k cannot reach the log store",
    "fluent-bit-q2v7t cannot reach the log store",
  ],
  [
    "container id",
    "Container 3f4e5d6c7b8a exited with code 137",
    "Container a1b2c3d4e5f6 exited with code 137",
  ],
  [
    "image digest",
    "Cannot pull app@sha256:9b2cf535f27731c974343645a3985328b1a1b2c3d4e5f60718293a4b5c6d7e8f",
    "Cannot pull app@sha256:1111cf535f27731c974343645a3985328b1a1b2c3d4e5f60718293a4b5c6d7e8f",
  ],
  [
    "kernel time",
    "[12345.678901] ata2.00: failed command: READ FPDMA QUEUED",
    "[99871.004412] ata2.00: failed command: READ FPDMA QUEUED",
  ],
  [
    "epoch seconds",
    'ts=1767225600 level=error msg="cannot open ledger"',
    'ts=1767229944 level=error msg="cannot open ledger"',
  ],
  ["epoch milliseconds", "1767225600123 ERROR cannot open ledger", "1767229944871 ERROR cannot open ledger"],
  [
    "ISO time with comma",
    "2026-03-01 10:00:00,123 ERROR ledger closed",
    "2026-04-11 22:17:41,007 ERROR ledger closed",
  ],
  ["American date", "Batch stopped on 03/14/2026 at 2:15 PM", "Batch stopped on 03/19/2026 at 11:40 AM"],
  [
    "German date",
    "Import abgebrochen am 14.03.2026 um 02:15 Uhr",
    "Import abgebrochen am 19.03.2026 um 23:40 Uhr",
  ],
  ["thread name", "[http-nio-8080-exec-7] ERROR cart is null", "[http-nio-8080-exec-112] ERROR cart is null"],
  [
    "trace id",
    "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 upstream reset",
    "trace_id=00f067aa0ba902b7a3ce929d0e0e4736 upstream reset",
  ],
  [
    "request id",
    "request req_01HZX3V9G6K2M4N8P0Q1R3S5T7 failed in billing",
    "request req_01J00B7Y5D2F4H6J8K9M1N3P5R failed in billing",
  ],
  [
    "session id",
    "session=9f8e7d6c5b4a3210 expired while saving the form",
    "session=0011223344556677 expired while saving the form",
  ],
  [
    "order number",
    "Payment of order 8812345 was refused by the gateway",
    "Payment of order 8899120 was refused by the gateway",
  ],
  ["port of a peer", "Connection reset by 10.2.0.9:51234", "Connection reset by 10.7.3.1:40022"],
  ["IPv6 peer", "handshake with [2001:db8::17]:443 timed out", "handshake with [2001:db8::a9]:443 timed out"],
  ["subnet host", "No ARP reply from 172.16.4.20", "No ARP reply from 172.16.9.201"],
  [
    "availability zone's instance",
    "EC2 instance i-0abc123def4567890 failed its status check",
    "EC2 instance i-0fff000aaa1112223 failed its status check",
  ],
  [
    "volume id",
    "EBS volume vol-049df61146c4d7901 is impaired",
    "EBS volume vol-0aa1bb22cc33dd44e is impaired",
  ],
  ["disk device number", "I/O error on nvme0n1, sector 1953525", "I/O error on nvme0n1, sector 774411"],
  ["temporary file", "cannot write /tmp/upload-8f3a2c91.part", "cannot write /tmp/upload-11d0e77b.part"],
  [
    "rotated log",
    "logrotate fails on /var/log/app/access.log.17",
    "logrotate fails on /var/log/app/access.log.3",
  ],
  ["home folder by number", "quota exceeded in /home/u104233/cache", "quota exceeded in /home/u220019/cache"],
  [
    "versioned path id",
    "PUT /v2/customers/991/addresses/17 returns 500",
    "PUT /v2/customers/20144/addresses/2 returns 500",
  ],
  [
    "path with uuid",
    "GET /files/7f1d9a52-0f6c-4f0e-9d6b-0a1c2b3d4e5f 404 after migration",
    "GET /files/11111111-2222-4333-8444-555555555555 404 after migration",
  ],
  [
    "duration in words",
    "Replication lags by 14 minutes behind the primary",
    "Replication lags by 22 minutes behind the primary",
  ],
  [
    "duration in ms",
    "slow query took 4120 ms: select from carts",
    "slow query took 6893 ms: select from carts",
  ],
  ["elapsed in a log", "rpc Checkout failed after 30.001s", "rpc Checkout failed after 31.942s"],
  ["count of failures", "17 of 40 health checks fail on the edge", "19 of 40 health checks fail on the edge"],
  ["count of users", "About 1,200 users cannot sign in", "About 4,700 users cannot sign in"],
  [
    "queue depth",
    "Queue emails holds 55210 messages and grows",
    "Queue emails holds 81944 messages and grows",
  ],
  ["bytes", "core dump of 734003200 bytes written", "core dump of 912680550 bytes written"],
  ["memory share", "Memory at 96.2 % on cache-04", "Memory at 97.9 % on cache-09"],
  ["load", "load average 41.20 38.11 30.02 on build agent", "load average 55.71 49.90 31.88 on build agent"],
  ["retry", "retry 3 of 10: connect to broker refused", "retry 8 of 10: connect to broker refused"],
  ["exit pid", "worker (pid 31337) died with signal 9", "worker (pid 8812) died with signal 9"],
  [
    "goroutine",
    "goroutine 8812 [running]: panic: assignment to entry in nil map",
    "goroutine 17 [running]: panic: assignment to entry in nil map",
  ],
  ["hex address", "SIGSEGV at 0x00007f3a9c1d2e40 in libimage", "SIGSEGV at 0x00007fb21c002a10 in libimage"],
  [
    "process and connection of nginx",
    "nginx: [error] 311#311: *88121 connect() failed (111: Connection refused) while connecting to upstream",
    "nginx: [error] 97#98: *1204 connect() failed (111: Connection refused) while connecting to upstream",
  ],
  ["checksum", "checksum mismatch: got crc32 9ae0daaf", "checksum mismatch: got crc32 11c0ffee"],
  [
    "line of a script",
    "deploy.sh: line 214: kubectl: command not found",
    "deploy.sh: line 231: kubectl: command not found",
  ],
  ["host of a rack", "blade-12 in rack 4 lost its power supply", "blade-03 in rack 4 lost its power supply"],
  ["qualified host", "smtp03.mail.example.net rejects all mail", "smtp11.mail.example.net rejects all mail"],
  [
    "switch port",
    "Interface Gi1/0/24 flaps on the access switch",
    "Interface Gi1/0/7 flaps on the access switch",
  ],
  [
    "ticket reference",
    "Follow-up to CHG0031245: printing is broken in Lyon",
    "Follow-up to CHG0044871: printing is broken in Lyon",
  ],
  [
    "build number",
    "Build #4411 of mobile-app fails in the signing step",
    "Build #4498 of mobile-app fails in the signing step",
  ],
  [
    "commit",
    "Pipeline at 9fceb02d fails: lint step cannot find its config",
    "Pipeline at 1c002dd4 fails: lint step cannot find its config",
  ],
  [
    "JSON ids",
    '{"level":"error","msg":"stock went negative","sku":"A-99120","req":"c0ffee11-0000-4000-8000-000000000001"}',
    '{"level":"error","msg":"stock went negative","sku":"A-99120","req":"deadbeef-0000-4000-8000-000000000002"}',
  ],
  ["letters and blanks", "  VPN   gateway DOWN\n\n in Madrid ", "vpn gateway down\nin Madrid"],
];

/** Texts that look alike and mean another incident. */
const other: [string, string, string][] = [
  [
    "namespace",
    "pod api-7d9f8c6b54-x2k9q in namespace payments restarts",
    "pod api-7d9f8c6b54-x2k9q in namespace search restarts",
  ],
  ["deployment", "Deployment cart has no ready replicas", "Deployment catalog has no ready replicas"],
  ["environment in a word", "prod: checkout answers 503", "uat: checkout answers 503"],
  ["environment in a domain", "api.staging.example.com unreachable", "api.example.com unreachable"],
  [
    "environment in a label",
    "env=production service=auth error rate high",
    "env=development service=auth error rate high",
  ],
  ["fullness of a disk", "Disk /data at 41 % on nas-3", "Disk /data at 98 % on nas-3"],
  ["mount point", "/var is full on mail-1", "/home is full on mail-1"],
  ["direction of a change", "Orders rose by 40 % since noon", "Orders fell by 40 % since noon"],
  ["from nothing", "0 of 12 replicas are down", "9 of 12 replicas are down"],
  ["all of them", "1 of 6 gateways is down", "6 of 6 gateways are down"],
  ["order of magnitude of users", "3 users cannot log in", "30000 users cannot log in"],
  ["order of magnitude of time", "Backup is 4 minutes late", "Backup is 3 days late"],
  ["order of magnitude of size", "12 KB of data were lost", "12 TB of data were lost"],
  ["status code", "POST /login returns 401 for everybody", "POST /login returns 500 for everybody"],
  ["status class", "Edge returns 404 for half of the requests", "Edge returns 504 for half of the requests"],
  ["exit code", "Container worker exited with code 1", "Container worker exited with code 137"],
  ["signal", "worker died with signal 11", "worker died with signal 9"],
  ["errno", "write failed: errno 28", "write failed: errno 5"],
  ["database error", "ORA-00060 while posting invoices", "ORA-01555 while posting invoices"],
  ["SQL state", "SQLSTATE 40001 in the ledger", "SQLSTATE 23505 in the ledger"],
  [
    "CVE",
    "Scanner reports CVE-2021-44228 on the app server",
    "Scanner reports CVE-2014-0160 on the app server",
  ],
  [
    "port of a service",
    "Nothing listens on port 443 of the gateway",
    "Nothing listens on port 22 of the gateway",
  ],
  ["protocol", "TLS handshake fails with the bank", "SFTP handshake fails with the bank"],
  ["still and again", "Database is up again after the outage", "Database is down again after the outage"],
  ["negation", "Customers can pay", "Customers cannot pay"],
  ["resolved", "[RESOLVED] HighLatency on search", "[FIRING] HighLatency on search"],
  ["primary and replica", "primary of orders-db does not start", "replica of orders-db does not start"],
  ["read and write", "Reads from the object store fail", "Writes to the object store fail"],
  ["before and after", "Payments fail before the deploy", "Payments fail after the deploy"],
  ["region", "eu-west-1: API error rate 12 %", "us-east-1: API error rate 12 %"],
  ["site", "VPN gateway down in Madrid", "VPN gateway down in Lyon"],
  ["tenant", "Tenant acme sees an empty dashboard", "Tenant globex sees an empty dashboard"],
  ["customer's words", "Export to Excel hangs", "Export to PDF hangs"],
  ["topic", "Consumer lag on topic orders is 90000", "Consumer lag on topic refunds is 90000"],
  ["queue", "Queue emails is stuck", "Queue invoices is stuck"],
  ["table", "Table customers has doubled rows", "Table suppliers has doubled rows"],
  ["column", 'column "vat_id" does not exist', 'column "iban" does not exist'],
  ["exception", "NullPointerException in CartService.add", "TimeoutException in CartService.add"],
  ["class of the frame", "at com.shop.Cart.add failed", "at com.shop.Order.add failed"],
  ["alert's name", "[FIRING:1] KubePodCrashLooping (shop)", "[FIRING:1] KubePodNotReady (shop)"],
  ["component of an alert", "[FIRING:1] EtcdMembersDown (cluster a)", "[FIRING:1] EtcdNoLeader (cluster a)"],
  ["severity of a log line", "kernel: EXT4-fs warning on sda1", "kernel: EXT4-fs error on sda1"],
  ["browser", "Checkout button does nothing in Firefox", "Checkout button does nothing in Safari"],
  ["product version", "App crashes on iOS 17", "App crashes on Android 14"],
  ["library", "Upgrade log4j because of a hole", "Upgrade openssl because of a hole"],
  [
    "certificate's name",
    "Certificate of login.example.com expires tomorrow",
    "Certificate of shop.example.com expires tomorrow",
  ],
  [
    "time left",
    "Certificate of login.example.com expires in 60 days",
    "Certificate of login.example.com expires in 2 hours",
  ],
  ["unit of temperature and load", "CPU at 95 % on host a", "CPU at 95 °C on host a"],
  ["whose account", "The admin account was locked", "The guest account was locked"],
  ["lost and late", "3100 orders were lost", "3100 orders were late"],
];

describe("told twice by machines", () => {
  test.each(same)("%s", (_, first, second) => {
    expect(fingerprint(second), explain(first, second)).toBe(fingerprint(first));
  });
});

describe("look alike and mean something else", () => {
  test.each(other)("%s", (_, first, second) => {
    expect(fingerprint(second), explain(first, second)).not.toBe(fingerprint(first));
  });
});
