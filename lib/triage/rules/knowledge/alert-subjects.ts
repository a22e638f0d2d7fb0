import type { Entry } from "../entry.ts";

const subject = {
  shapes: ["alert"],
  titleOnly: true,
  strength: "strong",
} as const satisfies Partial<Entry>;

/** An alert is about the product that it names, whatever it measures there. */
export const alertSubjectKnowledge: readonly Entry[] = [
  {
    ...subject,
    cue: "data",
    theme: "database",
    phrases: [
      "mysql|mariadb|postgresql|postgres|oracle|mongodb|redis|elasticsearch|elastic|opensearch|cassandra|clickhouse|couchdb|couchbase|influxdb|cockroachdb|memcached|solr|neo4j|pgbouncer|patroni|galera|proxysql|meilisearch|hadoop|hdfs|hbase|hive|flink|spark|airflow|rds|dynamodb|aurora|redshift|snowflake|timescaledb|scylla|druid|trino|presto|debezium|barman|pgbackrest|nifi|victoriametrics",
      "sql server",
      "name node",
      "data node",
      "kafka connect",
    ],
  },
  {
    ...subject,
    cue: "app",
    theme: "exception",
    phrases: [
      "jvm|php|python|golang|ruby|nodejs|dotnet|goroutine|goroutines|fpm|sidekiq|keycloak|gunicorn|puma|uwsgi|tomcat|spring|celery|jetty",
      "go memory|gc|goroutine|threads|thread|routine*",
      "gc pause|time|duration",
      "heap .. java|jvm",
      "event loop",
    ],
  },
  {
    ...subject,
    cue: "app",
    theme: "http_errors",
    excuses: "infra",
    phrases: [
      "nginx|haproxy|traefik|caddy|apache|envoy|istio|linkerd|iis|varnish|kong|ingress .. 4xx|5xx|error|errors|latency|request|response|retry|http",
      "http 4xx|5xx",
      "high .. request latency",
    ],
  },
  {
    ...subject,
    cue: "infra",
    theme: "infra",
    phrases: [
      "host|node|docker|container|vmware|blackbox|netdata|probe|smart|ipmi|snmp|systemd",
      "rabbitmq|kafka|pulsar|nats|zookeeper|activemq|bookkeeper",
      "kube|kubernetes|kubelet|etcd|pod|deployment|statefulset|daemonset|apiserver|volume",
      "persistent volume",
      "windows server",
      "prometheus|alertmanager|thanos|loki|grafana|cortex|mimir|promtail|tempo|otel|collector|exporter|watchdog|inhibitor",
      "config reloader",
      "ceph|osd|minio|openebs|longhorn|odf|noobaa|storage|rbd|zfs|raid",
      "consul|nomad|vault|coredns|dns|certificate|juniper|cisco|ups|apc|cloudflare|openstack|digitalocean|proxmox|jenkins|gitlab|argocd|argo|flux|spinnaker|cilium|calico|keda|aws|azure|gcp|cloudwatch|ec2|elb|lambda|sqs|ebpf|freeswitch|hardware|conntrack|network|switch|router|interface",
      "target|scrape",
      "cert manager",
      "cluster operator",
      "machine config",
      "nginx|haproxy|traefik|caddy|apache|envoy|istio|linkerd",
      "disk|cpu|swap|inode|inodes|filesystem|ntp|clock",
      "context switch*",
    ],
  },
  /** An alert that names only where it fired comes from the machines more often than not. */
  {
    shapes: ["alert"],
    cue: "infra",
    theme: "infra",
    phrases: ["instance", "namespace|pod|node|cluster|job|container", "labels"],
  },
];
