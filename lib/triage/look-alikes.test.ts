import { describe, expect, test } from "vitest";
import { canonicalLines, fingerprint, incidentKey } from "./fingerprint.ts";

/** A report: its text, and where its sender says it comes from. */
type Report = string | { text: string; service?: string; environment?: string };

const keyOf = (report: Report) => {
  const { text, service = null, environment = null } = typeof report === "string" ? { text: report } : report;
  return incidentKey({
    fingerprint: fingerprint(text),
    service,
    environment,
    promptVersion: "prm",
    policyVersion: "pol",
    schemaVersion: 1,
    models: [],
  });
};

const textOf = (report: Report) => (typeof report === "string" ? report : report.text);
const explain = (first: Report, second: Report) =>
  [first, second].map((report) => canonicalLines(textOf(report)).join(" | ")).join("\n");

const alert = (labels: Record<string, string>, more: object = {}) =>
  JSON.stringify({ status: "firing", alerts: [{ status: "firing", labels, ...more }] });

const apart: [string, Report, Report][] = [
  ["how full a disk is", "Volume /var/lib/data is 12 % full", "Volume /var/lib/data is 99 % full"],
  ["how full a disk is, in words", "Disk usage at 15 percent on /home", "Disk usage at 97 percent on /home"],
  [
    "the environment in the sentence",
    "Login broken in production since the deploy",
    "Login broken in staging since the deploy",
  ],
  [
    "the environment in a host name",
    "api-prod-7.example.net does not answer pings",
    "api-staging-7.example.net does not answer pings",
  ],
  ["the environment in a short host name", "prd-db-02 replication broken", "dev-db-02 replication broken"],
  [
    "the environment in a namespace",
    "pod shop-prod/cart-5c4b7f9d88-qq7zr CrashLoopBackOff",
    "pod shop-test/cart-5c4b7f9d88-qq7zr CrashLoopBackOff",
  ],
  [
    "the environment in the field",
    { text: "Payments time out", environment: "production" },
    { text: "Payments time out", environment: "staging" },
  ],
  [
    "the service in the field",
    { text: "Error rate above 5 %", service: "billing" },
    { text: "Error rate above 5 %", service: "search" },
  ],
  ["the service in the sentence", "invoice-service returns HTTP 500", "catalog-service returns HTTP 500"],
  ["the service in a path", "POST /api/payments/charge answers 500", "POST /api/refunds/charge answers 500"],
  [
    "the service in a key=value line",
    'level=error service=auth msg="upstream timeout"',
    'level=error service=mail msg="upstream timeout"',
  ],
  ["the database", "Deadlocks in database customers", "Deadlocks in database inventory"],
  ["the database product", "PostgreSQL primary unreachable", "MySQL primary unreachable"],
  [
    "the database in a connection string",
    "cannot connect to postgres://10.0.0.5:5432/orders",
    "cannot connect to postgres://10.0.0.5:5432/users",
  ],
  ["the table", "Missing rows in table shipments", "Missing rows in table payments"],
  [
    "the table in SQL",
    'ERROR: relation "public.invoices" does not exist',
    'ERROR: relation "public.accounts" does not exist',
  ],
  [
    "the column",
    'null value in column "email" violates not-null constraint',
    'null value in column "price" violates not-null constraint',
  ],
  ["the Oracle error", "Batch ended with ORA-01555", "Batch ended with ORA-01652"],
  ["the SQLSTATE", "Import failed, SQLSTATE 23505", "Import failed, SQLSTATE 40001"],
  ["the MySQL error", "Got error 1205 from storage engine", "Got error 1062 from storage engine"],
  ["the Windows error", "Backup failed with error 0x80070005", "Backup failed with error 0x80070020"],
  ["the exit code", "Job nightly-import exited with code 137", "Job nightly-import exited with code 1"],
  ["the signal", "Worker killed by signal 9", "Worker killed by signal 11"],
  ["the errno", "write failed: errno 28", "write failed: errno 13"],
  ["the HTTP status", "GET /checkout answers 502", "GET /checkout answers 404"],
  ["the HTTP status in an access log", '"POST /login HTTP/1.1" 401 512', '"POST /login HTTP/1.1" 503 512'],
  ["the HTTP status of a kind", "Gateway answers 502 to partners", "Gateway answers 504 to partners"],
  ["the gRPC status", "rpc error: code = Unavailable", "rpc error: code = PermissionDenied"],
  ["disk and memory", "Node out of disk", "Node out of memory"],
  ["the resource of an alert", alert({ alertname: "HostDiskHigh" }), alert({ alertname: "HostMemoryHigh" })],
  [
    "the resource of an alert's text",
    alert({ alertname: "HighUsage", resource: "cpu" }),
    alert({ alertname: "HighUsage", resource: "inode" }),
  ],
  ["firing and resolved", "[FIRING] Checkout latency high", "[RESOLVED] Checkout latency high"],
  [
    "firing and resolved in JSON",
    JSON.stringify({ status: "firing", alerts: [{ status: "firing", labels: { alertname: "KafkaDown" } }] }),
    JSON.stringify({
      status: "resolved",
      alerts: [{ status: "resolved", labels: { alertname: "KafkaDown" } }],
    }),
  ],
  [
    "open and closed",
    '{"title":"Search is down","state":"alerting"}',
    '{"title":"Search is down","state":"ok"}',
  ],
  ["down and up again", "Mail relay is down", "Mail relay is up again"],
  ["started and failed", "Failover of pg-main started", "Failover of pg-main failed"],
  ["succeeded and failed", "Nightly backup succeeded", "Nightly backup failed"],
  ["seconds and hours of lag", "Replica lag 3 s on pg-main", "Replica lag 3 h on pg-main"],
  ["milliseconds and seconds", "p95 latency of cart 80 ms", "p95 latency of cart 8 s"],
  ["days and hours left", "Certificate of shop expires in 30 days", "Certificate of shop expires in 2 hours"],
  ["expired and expiring", "Certificate of shop expires in 2 days", "Certificate of shop expired 2 days ago"],
  ["megabytes and gigabytes", "Heap grew to 200 MB", "Heap grew to 200 GB"],
  ["ten and ten thousand users", "12 users report login errors", "12000 users report login errors"],
  ["one customer and all", "One customer cannot pay", "All customers cannot pay"],
  ["the released version", "Crashes since deploy of v1.2", "Crashes since deploy of v2.0"],
  ["the patch version", "App 4.17.2 crashes on start", "App 4.17.3 crashes on start"],
  ["the version of an image", "Image shop/cart:1.4.0 fails to start", "Image shop/cart:1.5.0 fails to start"],
  ["the runtime", "Build broken on Node 20", "Build broken on Node 24"],
  ["the CVE", "Scanner found CVE-2021-44228 on the edge", "Scanner found CVE-2022-22965 on the edge"],
  ["the region", "Errors from eu-central-1", "Errors from us-east-1"],
  ["the zone", "Nodes gone in eu-west-1a", "Nodes gone in eu-west-1b"],
  [
    "the cluster",
    alert({ alertname: "KubeDown", cluster: "blue" }),
    alert({ alertname: "KubeDown", cluster: "green" }),
  ],
  [
    "the queue of an alert",
    alert({ alertname: "QueueGrows", queue: "mail" }),
    alert({ alertname: "QueueGrows", queue: "invoices" }),
  ],
  [
    "the severity of an alert",
    alert({ alertname: "SlowQueries", severity: "warning" }),
    alert({ alertname: "SlowQueries", severity: "critical" }),
  ],
  [
    "the exception",
    "java.net.SocketTimeoutException in OrderClient",
    "java.net.ConnectException in OrderClient",
  ],
  ["the place of an exception", "KeyError in cart/views.py", "KeyError in cart/tasks.py"],
  ["the missing key", "KeyError: 'currency'", "KeyError: 'address'"],
  ["the role of a machine", "web-03 does not boot", "db-03 does not boot"],
  ["primary and replica", "Disk of the primary is slow", "Disk of the replica is slow"],
  ["read and write", "Reads from the bucket fail", "Writes to the bucket fail"],
  ["in and out", "Inbound mail is delayed", "Outbound mail is delayed"],
  ["not", "Backups are encrypted", "Backups are not encrypted"],
  ["above and below", "Stock of paper above threshold", "Stock of paper below threshold"],
  ["before and after", "Data was deleted before the backup", "Data was deleted after the backup"],
  ["none and some", "0 of 5 brokers up", "4 of 5 brokers up"],
  ["the partner", "Partner Northwind gets no files", "Partner Contoso gets no files"],
  ["the protocol", "Port 22 open to the internet", "Port 3389 open to the internet"],
  ["the service behind a port", "port 5432 refuses connections", "port 6379 refuses connections"],
  ["the error in brackets", "Got error [1045] from the server", "Got error [1213] from the server"],
  ["the class of a status", "Rate of 5xx answers rises", "Rate of 4xx answers rises"],
  ["the floor", "No light on floor 2", "No light on floor 5"],
  ["the store", "Tills of store 112 offline", "Tills of store 871 offline"],
  ["the network", "VLAN 20 flaps", "VLAN 30 flaps"],
  ["the step", "Migration stopped at step 3", "Migration stopped at step 7"],
  [
    "the event of Windows",
    "Event ID 4625 on the domain controller",
    "Event ID 4740 on the domain controller",
  ],
  ["a share as a fraction", "disk_used_ratio is 0.12 on /data", "disk_used_ratio is 0.99 on /data"],
  ["a share without its sign", '{"msg":"disk report","usage":12}', '{"msg":"disk report","usage":99}'],
  ["a share in a label", "disk_used_percent=12 mount=/data", "disk_used_percent=99 mount=/data"],
  ["the share of failures", "0.02 % of payments fail", "4 % of payments fail"],
  ["the device", "I/O errors on sda", "I/O errors on sdb"],
  ["the interface", "eth0 flaps", "eth1 flaps"],
  ["the version of TLS", "Handshake fails with TLS 1.0", "Handshake fails with TLS 1.3"],
  ["the attack", "Failed password for root, many times", "Accepted password for root, many times"],
  ["the account", "Unusual login of account admin", "Unusual login of account backup"],
  ["the topic", "Topic orders.created has no leader", "Topic orders.deleted has no leader"],
  ["the language of a page", "Page /de/checkout is empty", "Page /fr/checkout is empty"],
  ["the printer's trouble", "Printer on floor 2 is out of paper", "Printer on floor 2 is on fire"],
];

const together: [string, Report, Report][] = [
  ["order id", "Order 4711 cannot be paid", "Order 98213 cannot be paid"],
  [
    "UUID",
    "Session 5f0c7b5e-92aa-4f6c-8d0f-1f2e3d4c5b6a lost",
    "Session 0e9d8c7b-1a2b-4c3d-9e8f-aabbccddeeff lost",
  ],
  ["ULID", "Job 01HZX3K9V7Q2M8N4P6R5T0W1Y2 stuck", "Job 01J0ABCDEFGHJKMNPQRSTVWXYZ stuck"],
  [
    "request id as key=value",
    "request_id=abc123def456 upstream timed out",
    "request_id=fed654cba321 upstream timed out",
  ],
  [
    "request id in brackets",
    "[req-7f3a9c21] payment refused by bank",
    "[req-00b1e2d4] payment refused by bank",
  ],
  [
    "trace id",
    "traceparent 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 slow span",
    "traceparent 00-a3ce929d0e0e47364bf92f3577b34da6-b7ad6b7169203331-01 slow span",
  ],
  ["correlation id", "correlationId: 9b2c-77aa-0012 rejected", "correlationId: 1f00-8c3d-4455 rejected"],
  ["ISO time", "2026-05-01T03:04:05Z import stopped", "2026-06-11T22:14:55.120Z import stopped"],
  [
    "time with comma",
    "2026-05-01 03:04:05,123 ERROR import stopped",
    "2026-06-11 12:44:15,009 ERROR import stopped",
  ],
  [
    "epoch seconds",
    'ts=1767225600 level=error msg="queue full"',
    'ts=1768003211 level=error msg="queue full"',
  ],
  ["epoch milliseconds", "1767225600123 queue full", "1768003211999 queue full"],
  ["syslog time", "May  1 03:04:05 kernel: I/O error on sda", "Jun 11 22:14:55 kernel: I/O error on sda"],
  [
    "time of an access log",
    '10.0.0.9 - - [01/May/2026:03:04:05 +0000] "GET /cart HTTP/1.1" 500 312',
    '10.8.1.2 - - [11/Jun/2026:22:14:55 +0000] "GET /cart HTTP/1.1" 500 377',
  ],
  ["date in words", "Since 1 May 2026 mails are late", "Since 11 June 2026 mails are late"],
  ["German date", "Seit 01.05.2026 kein Druck moeglich", "Seit 11.06.2026 kein Druck moeglich"],
  ["time of day", "Since 9:05 am nobody can log in", "Since 11:47 pm nobody can log in"],
  ["pod of a deployment", "Pod cart-5c4b7f9d88-qq7zr restarted", "Pod cart-7d9f8c6b54-x2k9q restarted"],
  [
    "pod whose hash is no hexadecimal",
    "Pod cart-6f7xk9w5l2-vv8tm restarted",
    "Pod cart-7d9f8c6b54-x2k9q restarted",
  ],
  [
    "pod whose hash is all digits",
    "Pod cart-586974659-m4z2h restarted",
    "Pod cart-7d9f8c6b54-x2k9q restarted",
  ],
  [
    "pod whose hash ends in digits",
    "Pod cart-d53368959-m4z2h restarted",
    "Pod cart-7d9f8c6b54-x2k9q restarted",
  ],
  ["pod of a stateful set", "Pod kafka-0 NotReady", "Pod kafka-2 NotReady"],
  ["pod of a daemon set", "Pod node-exporter-x7k2p evicted", "Pod node-exporter-9qw4z evicted"],
  ["pod of a job", "Pod nightly-import-28391200-abcde failed", "Pod nightly-import-28392640-zk4tq failed"],
  [
    "container id",
    "container 3f4e5d6c7b8a exited with code 137",
    "container 9a8b7c6d5e4f exited with code 137",
  ],
  [
    "image digest",
    "pull of shop/cart@sha256:9fceb02d0ae598e95dc970b74767f19372d61af80000000000000000deadbeef failed",
    "pull of shop/cart@sha256:1c002dd4b536e7479fe34593e72e6c6c1819e53b11111111111111110badcafe failed",
  ],
  ["host number", "web-prod-03 fan failed", "web-prod-117 fan failed"],
  ["host in a domain", "db4.fra.example.com out of memory", "db11.fra.example.com out of memory"],
  [
    "cloud host",
    "ip-10-0-12-7.eu-west-1.compute.internal NotReady",
    "ip-10-3-99-201.eu-west-1.compute.internal NotReady",
  ],
  [
    "instance id",
    "Instance i-0abc12de34f567890 failed status checks",
    "Instance i-09f8e7d6c5b4a3210 failed status checks",
  ],
  [
    "volume id",
    "Volume vol-049df61146c4d7901 is stuck attaching",
    "Volume vol-0a1b2c3d4e5f60718 is stuck attaching",
  ],
  ["IPv4 address", "Brute force from 203.0.113.7", "Brute force from 198.51.100.23"],
  ["IPv6 address", "Brute force from 2001:db8::1", "Brute force from 2001:db8:85a3::8a2e:370:7334"],
  [
    "address and port",
    "dial tcp 10.1.2.3:6379: connection refused",
    "dial tcp 10.9.8.7:6380: connection refused",
  ],
  [
    "source port",
    "Failed password for root from 203.0.113.7 port 51122 ssh2",
    "Failed password for root from 198.51.100.23 port 40021 ssh2",
  ],
  ["MAC address", "Flapping of 00:1b:44:11:3a:b7", "Flapping of 3c:22:fb:9a:01:ff"],
  ["process id", "postgres[8121]: checkpoint failed", "postgres[77]: checkpoint failed"],
  ["process id in brackets", "[4729] FATAL: too many connections", "[12] FATAL: too many connections"],
  ["thread", "[http-nio-8080-exec-7] pool exhausted", "[http-nio-8080-exec-112] pool exhausted"],
  ["thread of a pool", "pool-3-thread-17 deadlocked", "pool-1-thread-4 deadlocked"],
  ["goroutine", "goroutine 8122 [running]: panic", "goroutine 17 [running]: panic"],
  ["memory address", "panic at 0xc000123abc in cart.Add", "panic at 0xc0000fe120 in cart.Add"],
  ["line of a source file", "TypeError at cart.js:41:17", "TypeError at cart.js:44:9"],
  [
    "line of a Python file",
    'File "cart/views.py", line 212, in add',
    'File "cart/views.py", line 219, in add',
  ],
  ["slightly longer", "Query takes 12.4 s", "Query takes 14.9 s"],
  ["slightly longer in milliseconds", "took 1201ms: GET /search", "took 1890ms: GET /search"],
  ["slightly fuller", "Disk /data 91 % full", "Disk /data 93.5 % full"],
  ["slightly more messages", "Queue mail holds 1,204 messages", "Queue mail holds 1,377 messages"],
  ["slightly larger", "Dump of 2.1 GB written", "Dump of 2.4 GB written"],
  ["attempt", "Retry 3 of 5: gateway unreachable", "Retry 4 of 5: gateway unreachable"],
  ["level in another case", "ERROR disk quota exceeded", "error disk quota exceeded"],
  ["words in another case", "Checkout Is DOWN", "checkout is down"],
  ["blanks and lines", "Checkout is  down\n\n for everybody", "Checkout is down\nfor everybody"],
  [
    "order of labels",
    alert({ alertname: "KafkaLag", topic: "orders", severity: "critical" }),
    alert({ severity: "critical", topic: "orders", alertname: "KafkaLag" }),
  ],
  [
    "order of labels in text",
    "[FIRING:1] KafkaLag\n - topic = orders\n - severity = critical",
    "[FIRING:1] KafkaLag\n - severity = critical\n - topic = orders",
  ],
  [
    "case of an alert's severity",
    alert({ alertname: "KafkaLag", severity: "CRITICAL" }),
    alert({ alertname: "KafkaLag", severity: "critical" }),
  ],
  [
    "instance and start of an alert",
    alert({ alertname: "HostDown", instance: "10.0.0.4:9100" }, { startsAt: "2026-05-01T03:04:05Z" }),
    alert({ alertname: "HostDown", instance: "10.0.7.9:9100" }, { startsAt: "2026-06-11T22:14:55Z" }),
  ],
  [
    "pod label of an alert",
    alert({ alertname: "KubePodCrashLooping", namespace: "shop", pod: "cart-5c4b7f9d88-qq7zr" }),
    alert({ alertname: "KubePodCrashLooping", namespace: "shop", pod: "cart-6f7xk9w5l2-vv8tm" }),
  ],
  [
    "value in an alert's description",
    alert({ alertname: "HighCpu" }, { annotations: { description: "CPU is at 91.23 %" } }),
    alert({ alertname: "HighCpu" }, { annotations: { description: "CPU is at 93.98 %" } }),
  ],
  [
    "key order of a log line in JSON",
    '{"level":"error","msg":"payment failed","trace_id":"4bf92f3577b34da6","ts":"2026-05-01T03:04:05Z"}',
    '{"ts":"2026-06-11T22:14:55Z","trace_id":"a3ce929d0e0e4736","msg":"payment failed","level":"error"}',
  ],
  ["ticket number", "INC0012345 VPN does not connect", "INC0099999 VPN does not connect"],
  ["issue number", "PROJ#4411 login loops", "PROJ#9 login loops"],
  ["customer number", "Customer 10234 sees a blank page", "Customer 99120 sees a blank page"],
  ["mail address", "User jo@example.com is locked out", "User max.m@example.org is locked out"],
  [
    "query string",
    "Slow: https://shop.example.com/find?q=hat&page=2",
    "Slow: https://shop.example.com/find?q=shoe",
  ],
  ["id in a path", "GET /api/orders/48213/lines answers 500", "GET /api/orders/7/lines answers 500"],
  [
    "UUID in a path",
    "GET /files/5f0c7b5e-92aa-4f6c-8d0f-1f2e3d4c5b6a answers 403",
    "GET /files/0e9d8c7b-1a2b-4c3d-9e8f-aabbccddeeff answers 403",
  ],
  ["commit", "Deploy of commit 9fceb02 broke the cart", "Deploy of commit 1c002dd broke the cart"],
  ["transaction id", "txn 88172634 rolled back, deadlock", "txn 9917 rolled back, deadlock"],
  [
    "offset and partition",
    "offset 8812 out of range on partition 3",
    "offset 1772634 out of range on partition 11",
  ],
  [
    "Kubernetes node",
    "Node gke-main-pool-1-8f3a2b1c-x9k2 NotReady",
    "Node gke-main-pool-1-8f3a2b1c-p0q7 NotReady",
  ],
  ["near fraction", "disk_used_ratio is 0.86 on /data", "disk_used_ratio is 0.91 on /data"],
  [
    "how often an event was seen",
    "Back-off restarting failed container (x23 over 5m)",
    "Back-off restarting failed container (x118 over 27m)",
  ],
  ["user number", "user_id=42 cannot export", "user_id=77112 cannot export"],
  ["duration as key=value", "duration_ms=1532 slow query", "duration_ms=1811 slow query"],
  [
    "account of a cloud",
    "arn:aws:sqs:eu-west-1:123456789012:mail grows",
    "arn:aws:sqs:eu-west-1:998877665544:mail grows",
  ],
  [
    "host and process of a log line in JSON",
    '{"pid":8122,"hostname":"web-3","level":50,"msg":"pool exhausted"}',
    '{"pid":17,"hostname":"web-12","level":50,"msg":"pool exhausted"}',
  ],
  ["repetition", "WARN pool exhausted\nWARN pool exhausted\nWARN pool exhausted", "WARN pool exhausted"],
];

describe("two incidents stay apart that differ in", () => {
  test.each(apart)("%s", (_, first, second) => {
    expect(keyOf(second), explain(first, second)).not.toBe(keyOf(first));
  });
});

describe("two reports are one incident that differ in", () => {
  test.each(together)("%s", (_, first, second) => {
    expect(keyOf(second), explain(first, second)).toBe(keyOf(first));
  });
});
