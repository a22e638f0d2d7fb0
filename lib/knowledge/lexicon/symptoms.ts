import type { Synonym } from "./synonym.ts";

/** What goes wrong, as people tell it, and as runbooks call it. */
export const symptomSynonyms: readonly Synonym[] = [
  {
    said: [
      "crashloopbackoff",
      "crash loop",
      "back-off restarting",
      "keeps restarting",
      "restarts again/constantly/repeatedly/over",
      "dies/crashes/exits started/restarted/starts/restart again/over",
      "restart/restarts/restarted every few/minute/seconds/minutes",
      "number restarts",
      "restart count",
    ],
    means: "crash looping crashloop pod",
  },
  {
    said: ["flaps", "up and down", "comes and goes", "back and forth", "and back", "flapping"],
    means: "flapping",
  },
  {
    said: [
      "disk full",
      "no space left",
      "enospc",
      "out of space",
      "space left",
      "disk space",
      "disk almost/nearly full",
      "partition full",
      "volume full",
      "filesystem full",
      "df 100",
    ],
    means: "filesystem out space disk",
  },
  {
    said: [
      "disk/filesystem/volume/mount/partition fill/fills/filling/grows/growing",
      "full in hours/days",
      "will be full",
      "runs full",
    ],
    means: "filesystem space filling up",
  },
  {
    said: ["volume/claim/pvc full/fills/filling/used/percent/usage"],
    means: "persistent volume filling up usage",
  },
  {
    said: ["read only", "read-only", "readonly", "cannot write", "writes rejected/refused/fail"],
    means: "read only",
  },
  {
    said: ["storage/cluster full", "storage capacity used/percent"],
    means: "storage cluster near full critically",
  },
  { said: ["critically full", "full read"], means: "critically full" },
  { said: ["nearly full", "almost full", "75", "80"], means: "near full almost" },
  {
    said: [
      "node not ready",
      "notready",
      "node unready",
      "unready",
      "node unreachable",
      "node lost/gone/offline",
      "worker/master not ready",
    ],
    means: "node not ready notready unreachable",
  },
  {
    said: ["ready unknown", "readiness changes", "ready notready back"],
    means: "node readiness flapping",
  },
  {
    said: [
      "pod pending",
      "pending",
      "unschedulable",
      "insufficient cpu/memory",
      "cannot be scheduled",
      "not scheduled",
    ],
    means: "pod not ready scheduled pending",
  },
  {
    said: [
      "pod never/not ready/running/starts/start",
      "containercreating",
      "imagepullbackoff",
      "errimagepull",
      "container waiting",
    ],
    means: "pod not ready container waiting",
  },
  {
    said: ["waiting state", "container creating hour", "waits for image/volume"],
    means: "container waiting",
  },
  {
    said: ["pod start/starting/startup slow/seconds/minutes/long", "takes long until pod runs"],
    means: "kubelet pod start up latency",
  },
  {
    said: ["too many pods", "pods per node", "pod limit node", "maximum number pods"],
    means: "kubelet too many pods",
  },
  {
    said: [
      "replicas missing/less/fewer/expected",
      "fewer replicas",
      "not enough replicas",
      "only of replicas",
      "replicas running wanted/desired/expected",
    ],
    means: "replicas mismatch deployment",
  },
  {
    said: [
      "rollout stuck/stopped/hangs/finish/progress",
      "new version not rolled out",
      "rollout",
      "rolled out",
      "half old half new",
      "old version still running",
    ],
    means: "rollout stuck update not rolled out",
  },
  { said: ["generation", "rolled back"], means: "generation mismatch" },
  {
    said: ["daemonset missing/lacks nodes/node", "pod missing on nodes/node"],
    means: "daemonset not scheduled rollout stuck",
  },
  {
    said: ["run where should not", "wrong nodes"],
    means: "mis scheduled misscheduled daemonset",
  },
  {
    said: ["autoscaler/hpa maximum/max/limit/maxed", "cannot scale further", "scaled to maximum"],
    means: "hpa maxed out",
  },
  { said: ["job failed/fails/fail", "backofflimit", "cron failed"], means: "job failed" },
  { said: ["job hours/finish/finished/hangs/long/still", "does not complete"], means: "job completion" },
  {
    said: [
      "quota used/full/exhausted/reached/fully",
      "resource quota",
      "namespace limit/limits/allowed/allowance/budget",
      "team limit/allowance/budget cpu/memory/pods",
    ],
    means: "quota full namespace",
  },
  { said: ["quota fully/100"], means: "quota fully used" },
  {
    said: ["quota 90/91/92/93/94/95/96/97/98/almost/nearly/soon"],
    means: "quota almost full",
  },
  { said: ["quota exceeded/over/above", "more than quota", "exceeded quota"], means: "quota exceeded" },
  {
    said: [
      "requests sum more/exceed/larger capacity/nodes",
      "overcommit",
      "overcommitted",
      "cannot survive/tolerate node failure/loss",
      "node fails not fit/room",
    ],
    means: "overcommit cpu memory",
  },
  {
    said: ["throttled", "throttling", "cpu limit", "cfs"],
    means: "cpu throttling high",
  },
  { said: ["cpu high/busy/load/hot/100/full control/master"], means: "cpu control plane high" },
  { said: ["memory high/used/full/control/master node/nodes/control"], means: "memory high control plane" },
  {
    said: ["system reserved", "systemd services memory", "system daemons memory"],
    means: "system memory exceeds reservation",
  },
  { said: ["error budget", "slo burn", "slo"], means: "error budget burn" },
  {
    said: ["terminated requests", "requests rejected/dropped/terminated api", "429 too many requests api"],
    means: "terminated requests api",
  },
  {
    said: ["different versions", "version mismatch/skew", "not same version", "old and new versions"],
    means: "version mismatch",
  },
  {
    said: [
      "different configuration/configurations/config",
      "configuration differs",
      "not same configuration",
      "configs out of sync",
    ],
    means: "config inconsistent",
  },
  {
    said: [
      "config/configuration reload/reloaded/load/loaded fails/failed/not/cannot/wrong",
      "reload configuration",
      "bad configuration",
      "syntax error config",
    ],
    means: "bad config failed reload",
  },
  {
    said: ["cluster members see/find each/other"],
    means: "members inconsistent",
  },
  {
    said: ["half instances down", "instances gone/down"],
    means: "cluster down",
  },
  {
    said: ["disappeared", "vanished", "not there any more", "gone from monitoring", "absent"],
    means: "down absent missing",
  },
  {
    said: [
      "is down",
      "does not run",
      "not running",
      "stopped working",
      "offline",
      "dead",
      "ausgefallen",
      "no running",
    ],
    means: "down",
  },
  {
    said: ["slow", "latency", "takes long", "lag", "lags", "delay", "hangs", "sluggish", "response time"],
    means: "latency slow high",
  },
  { said: ["requests slow", "grpc slow", "calls slow store"], means: "requests slow grpc" },
  { said: ["read/get requests slow"], means: "read requests slow" },
  { said: ["write/put requests slow"], means: "write requests slow" },
  { said: ["packets dropped/drop/lost/loss", "packet loss"], means: "packet drops network" },
  {
    said: ["receive/received/receiving errors", "rx errors", "crc errors incoming"],
    means: "network receive errs",
  },
  {
    said: ["transmit/transmitting/send errors interface/packets/nic", "tx errors"],
    means: "network transmit errs",
  },
  {
    said: ["bandwidth", "saturated", "line full", "traffic above percent link"],
    means: "bandwidth saturation nic",
  },
  { said: ["link up/down again/flaps", "interface up down"], means: "network interface flapping" },
  { said: ["interface down", "link down"], means: "network interface down" },
  { said: ["errors rate high", "many errors", "error rate"], means: "errors high rate" },
  { said: ["cannot list/watch", "list errors", "watch errors"], means: "list watch errors" },
  { said: ["reconcile", "reconciliation"], means: "reconcile errors" },
  { said: ["invalid resources", "rejected resources", "rejects"], means: "rejected resources" },
  { said: ["quorum lost", "lost quorum", "no quorum"], means: "quorum lost" },
  {
    said: ["quorum low/risk", "one more failure", "last two monitors", "only two of three"],
    means: "quorum at risk",
  },
  {
    said: ["leader changes", "leader changed", "re-election", "leader every few minutes"],
    means: "high number leader changes",
  },
  {
    said: ["disk not respond/responding", "disk dead/broken/failed", "drive failed", "i/o error disk"],
    means: "disk not responding failure unavailable",
  },
  { said: ["disk busy", "disk utilisation/utilization", "io wait"], means: "disk utilization high" },
  {
    said: ["rebuild/recovery/rebalancing/backfill long/slow/hours", "recovery long"],
    means: "data recovery taking too long",
  },
  { said: ["repair long/hours/slow"], means: "repair taking too long" },
  { said: ["slow operations", "slow ops", "slow requests osd"], means: "slow ops" },
  { said: ["orphaned", "left over", "nobody uses any more"], means: "orphaned stale" },
  { said: ["snapshots many/hundreds", "too many snapshots", "clones"], means: "clone snapshot count" },
  { said: ["blocklisted", "blacklisted client", "client blocked"], means: "client blocked" },
  { said: ["several versions daemons", "mixed versions"], means: "version mismatch" },
  { said: ["deprecated", "removed next version"], means: "deprecated" },
  { said: ["insecure tls", "old tls", "tls 1.0/1.1"], means: "tls insecure version" },
  { said: ["duplicate mac", "same mac", "mac collision"], means: "mac collision duplicate macs found" },
  { said: ["guest panic", "kernel panic vm", "blue screen vm", "guest crashed"], means: "vm panic os" },
  {
    said: ["cannot be moved/migrated", "not live migratable", "vm prevents drain"],
    means: "vm cannot be evicted",
  },
  { said: ["no nodes run vms", "nowhere vm"], means: "no available nodes run vms" },
  { said: ["outdated", "old version still runs vms"], means: "outdated" },
  {
    said: ["modified by hand", "manual change", "somebody edited", "changed back"],
    means: "modified modification reverted",
  },
  {
    said: ["all replicas same node", "all copies one node", "both replicas one node"],
    means: "highly available workload incorrectly spread",
  },
  { said: ["autoscaler", "auto scaler", "scaler"], means: "auto scaling" },
  { said: ["auto scaling"], means: "auto scaler" },
  { said: ["stuck"], means: "stuck" },
  { said: ["registry full", "registry storage"], means: "image registry storage full" },
  { said: ["import image stream", "image stream"], means: "image stream import failed" },
  { said: ["dropping alerts", "alerts dropped"], means: "dropping alerts" },
];
