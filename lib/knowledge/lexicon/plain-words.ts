import type { Synonym } from "./synonym.ts";

/**
 * What parts of a platform and their troubles are called by people who do not use their names, concept by concept:
 * machines, control plane, workloads, monitoring, storage, network, virtual machines.
 */
export const plainWordSynonyms: readonly Synonym[] = [
  // Machines.
  { said: ["host", "hosts", "machine", "machines", "worker", "workers", "box", "server"], means: "node" },
  {
    said: [
      "time server/servers/source",
      "clocks drift/differ/disagree",
      "hosts/machines/nodes drift apart",
      "minutes/seconds/hours ahead/behind/fast/slow clock/time/others",
    ],
    means: "clock synchronising skew",
  },
  {
    said: [
      "cannot/no/not create files/file free/space",
      "millions/thousands small/tiny/little files",
      "no more files",
      "gigabytes/space free but files/file",
    ],
    means: "out files inodes filesystem",
  },
  {
    said: ["mirrored/mirror drive/drives/disk/disks", "disk/drive array died/dead/failed/broken/replaced"],
    means: "raid disk failure degraded",
  },
  {
    said: [
      "uplink/link/port/interface/card up down",
      "uplink/link/port/interface/card comes/goes/coming/going/bounces/bouncing",
      "uplink/link/port/interface/card loses/lost again/repeatedly",
    ],
    means: "network interface flapping down",
  },
  {
    said: [
      "garbled/corrupt/corrupted/bad/broken/damaged packets/frames arrive/arriving/incoming/received/in",
      "packets/frames errors/faults receive/receiving/received/incoming/arrive",
    ],
    means: "network receive errs",
  },
  {
    said: [
      "garbled/corrupt/bad/broken/damaged packets/frames sent/sending/outgoing/leave/out",
      "packets/frames errors/faults send/sending/outgoing/leaving",
    ],
    means: "network transmit errs",
  },
  {
    said: ["put/set aside system/daemons/host", "reserved/reservation system/daemons/host"],
    means: "system memory reservation exceeds",
  },
  {
    said: ["come/came/comes back after restart/reboot/restarted/rebooted"],
    means: "reboot error machine config daemon",
  },
  {
    said: ["machine/node/os/host configuration pool/update/applied/restart/restarted/reboot"],
    means: "machine config daemon",
  },
  {
    said: ["pool/update/updates/configuration paused/frozen/held", "paused pool/updates"],
    means: "paused pool machine config controller",
  },
  { said: ["container runtime old/deprecated/outdated/removed", "runc"], means: "runc deprecated" },

  // Control plane.
  {
    said: [
      "kubectl/api/apiserver/control refused/unreachable/timeout/unavailable/down/gone",
      "control plane cannot/not talked/talk/reached/reach/answer/answers/respond",
      "kubectl cannot/not work/works/connect/reach/answer",
      "nobody/cannot reach/talk api/control",
    ],
    means: "kube api down apiserver",
  },
  {
    said: [
      "nothing/nobody/no places/placed/assigns/assigned/scheduled pods/hosts/nodes/machines",
      "component/service assigns/places/distributes pods",
      "pods/pod not/no/never placed/assigned/given node/nodes/host/machine",
    ],
    means: "scheduler down kube",
  },
  { said: ["extension/additional/custom/metrics api/apis"], means: "aggregated api errors" },
  { said: ["audit trail/events/record/records"], means: "audit log error" },
  { said: ["clients/client/component errors talking/calling/asking api"], means: "kube client errors api" },
  {
    said: [
      "key value store",
      "consensus/configuration/state store/database cluster/control/plane",
      "store/database behind control/plane",
    ],
    means: "etcd",
  },
  {
    said: [
      "etcd/store/members/member machines/machine/members/member/two/one down/answer/reply/respond/missing/dead/gone/lost",
    ],
    means: "members down insufficient etcd",
  },
  {
    said: ["etcd/store/database size/space/room limit/grow/full/quota/close/large/big"],
    means: "etcd database quota low space backend",
  },
  { said: ["no/nobody/without lead/leader/leads", "nobody/none holds/has lead"], means: "no leader" },
  {
    said: [
      "certificate authority",
      "ca/root/signer certificate expires/expire/expired/runs/ends/out/weeks/days",
    ],
    means: "signer ca expiration certificate",
  },
  { said: ["update/upgrade risk/risky/dangerous/harm/safe"], means: "update risk might apply" },
  {
    said: ["operator/operators platform/cluster degraded/unhealthy/down/failing/unavailable"],
    means: "cluster operator degraded down",
  },

  // Workloads.
  { said: ["copy", "copies"], means: "replicas" },
  {
    said: [
      "only/just/at of copies/replicas/instances/pods",
      "copies/replicas/instances/pods missing/short/fewer/less/wanted/expected/running/see",
      "rollout/deployment/update at of copies/replicas",
    ],
    means: "replicas mismatch deployment",
  },
  {
    said: [
      "rollout/update/deployment half/part/some stands/stopped/waits/hour/hours/hangs/progress",
      "members/pods/copies still run/running/have/on old/previous version/revision/image",
    ],
    means: "rollout stuck update not rolled out",
  },
  {
    said: ["database/stateful set/sets members/copies/replicas/updated/update"],
    means: "statefulset replicas update",
  },
  {
    said: [
      "should/must run everywhere/every/all",
      "missing/absent/lacking on machines/nodes/hosts everywhere/every/all",
      "agent/agents every/each/all node/nodes/machine/machines/host/hosts",
    ],
    means: "daemonset not scheduled rollout stuck",
  },
  {
    said: [
      "batch/nightly/job/cron/run ended/ends/finished/stopped/aborted error/failure/failed/unsuccessfully",
      "batch/nightly/cron job/run failed/fails/error/errors",
    ],
    means: "job failed",
  },
  {
    said: [
      "batch/job/cron/import/export/run still/yet going/running/runs/finished/done/over/end",
      "batch/job/cron takes/runs/running hours/longer/forever",
    ],
    means: "job completion not completed",
  },
  {
    said: [
      "autoscaler/autoscaling/scaler/scale upper/maximum/highest/most/ceiling/cap/bound/limit",
      "autoscaler/autoscaling/scale like/wants/want/need/needs more",
    ],
    means: "hpa maxed out",
  },
  {
    said: ["autoscaler/autoscaling/scaler wants/want/asks/wanted/desired see/have/get/only/but"],
    means: "hpa replicas mismatch",
  },
  {
    said: [
      "asked/requested/promised/reserved more than/own/have/exists/capacity/available",
      "lose/loses/lost/dies/fails/without one/a machine/node/host/server fit/fits/enough/room/remaining",
    ],
    means: "overcommit cpu memory",
  },
  {
    said: [
      "namespace/team/project/tenant beyond/above/over/exceeds/exceeded/more allowed/allowance/may/entitled/limit/quota",
    ],
    means: "quota exceeded",
  },
  {
    said: [
      "namespace/team/project/tenant used/uses/consumed all/everything/whole/exactly/100 allowed/may/quota/budget",
    ],
    means: "quota fully used",
  },
  {
    said: ["node/host/machine/worker runs/has/holds of at/most/maximum pods"],
    means: "kubelet too many pods",
  },
  {
    said: [
      "disruption",
      "disruptions",
      "may/can not/no take/remove/stop another/more replica/copy/pod",
      "voluntary disruption/eviction",
    ],
    means: "pod disruption budget limit",
  },
  {
    said: ["volume/claim/disk state/status/phase lost/failed/error/stays"],
    means: "persistent volume errors",
  },
  { said: ["controller not/never seen/noticed/observed change/spec/new"], means: "generation mismatch" },
  { said: ["too/more processor/cpu/processors/cores asked/requested/promised"], means: "cpu overcommit" },

  // Monitoring.
  {
    said: ["alert/alarm/notification router/routers/routing/service/dispatcher/gateway"],
    means: "alertmanager",
  },
  {
    said: [
      "old/previous/former/outdated settings/configuration/config/rules still/yet/uses/used/runs/active",
      "new/changed settings/configuration/config/file mistake/typo/wrong/invalid/error/broken/refused/ignored/taken",
    ],
    means: "failed reload configuration bad",
  },
  {
    said: [
      "notified/notifications/alerts/alarms/pages/messages twice/double/doubled/duplicate/duplicated",
      "not/no/cannot see/find/know/hear each/other",
    ],
    means: "members inconsistent alertmanager",
  },
  {
    said: [
      "not/cannot/unable deliver/delivered/send/sent/hand alarms/alerts/notifications any/all/routers/none",
      "alarms/alerts reach/reaches/arrive none/no/any",
    ],
    means: "error sending alerts any alertmanager not connected",
  },
  {
    said: ["alarms/alerts/notifications waiting/queue/list/backlog full/overflow/overflowing/long/growing"],
    means: "notification queue running full",
  },
  { said: ["merge/merges/merging/compact/compacts block/blocks"], means: "compactions failing tsdb" },
  {
    said: [
      "times/time/timestamp/timestamps/samples/metrics past/older/old/earlier/late/order thrown/dropped/rejected/refused/discarded",
      "samples/metrics/values from past",
    ],
    means: "out order timestamps",
  },
  {
    said: ["samples/values/metrics/data same/identical time/timestamp/moment/instant"],
    means: "duplicate timestamps",
  },
  {
    said: [
      "alarm/alert always/constantly/permanently/forever fires/firing/on/active",
      "alarm/alert fires/says/tells/means everything/all right/ok/fine/well/works",
      "test/dummy/heartbeat alarm/alert",
    ],
    means: "watchdog",
  },
  {
    said: [
      "shipping/ship/sending/forwarding/copying/pushing metrics/samples behind/late/lags/lagging/minutes/slow/hours",
    ],
    means: "remote write behind",
  },
  { said: ["monitoring/metrics operator/controller"], means: "prometheus operator" },
  { said: ["rule evaluator/engine", "ruler"], means: "thanos rule evaluations" },
  { said: ["compactor"], means: "compact compactions thanos halted" },
  {
    said: ["metrics/monitoring hub/fleet/central/collector", "many clusters metrics"],
    means: "acm metrics collector",
  },
  {
    said: ["selector/selectors matches/match/finds/find/selects nothing/none/few/little"],
    means: "narrow selectors",
  },
  { said: ["metrics/figures about/of kubernetes objects/object"], means: "kube state metrics" },
  { said: ["flow/flows/traffic data/records/view missing/empty/no/none"], means: "netobserv no flows" },
  {
    said: ["log/logs shipper/shipping/agent/agents/forwarding/forwarder/collector/collection"],
    means: "collector cluster log forwarder",
  },

  // Storage.
  {
    said: [
      "storage/capacity/disks usage/used/full/crossed/three/quarters/add/buy more/disks/capacity/space/percent/quarters",
    ],
    means: "ceph cluster near full storage capacity",
  },
  {
    said: ["storage host/machine/node/server left/gone/down/lost/dead/offline/missing"],
    means: "ceph node down osd",
  },
  {
    said: ["storage monitors/monitor majority/quorum/lost/down", "monitors/mons majority/quorum"],
    means: "mon quorum lost ceph",
  },
  {
    said: ["storage manager", "manager storage/cluster disappeared/gone/missing/absent/down"],
    means: "mgr absent ceph",
  },
  { said: ["metadata daemon/daemons/service/server/servers"], means: "mds ceph" },
  { said: ["memory/ram cache/caching/caches metadata/daemon"], means: "mds cache usage high" },
  {
    said: [
      "daemons/components/services/nodes different/differing/several/mixed/unequal releases/release/versions/version",
    ],
    means: "version mismatch",
  },
  {
    said: ["requests/operations/ops/reads/writes daemon/osd/storage seconds/slow/blocked/sluggish/hang"],
    means: "slow ops osd ceph",
  },
  {
    said: ["disk/drive object/storage/osd react/reacts/respond/responds/answer/answers/dead/any"],
    means: "osd disk not responding",
  },
  { said: ["s3", "bucket", "buckets"], means: "obc object bucket noobaa" },
  {
    said: ["bucket/buckets used/full/limit/hold/exhausted/allowed/quota/objects"],
    means: "obc quota bytes objects exhaused alert",
  },
  {
    said: [
      "key/keys/encryption vault/server/service/store/management reached/reach/unreachable/connect/down",
    ],
    means: "kms server connection",
  },
  {
    said: ["replication/mirroring/mirror/copying volumes/volume/images/image site/sites/other/second"],
    means: "mirror persistent volume status",
  },
  {
    said: ["registry/images/image push/pushed/pushing/pushes room/space/full/no/write"],
    means: "image registry storage full",
  },
  {
    said: ["registry/pushing/push cannot/not write/written/writing", "registry read only"],
    means: "image registry storage read only",
  },
  {
    said: ["pool quota/limit/allowed full/used/exhausted/near/almost"],
    means: "pool quota bytes exhaustion",
  },
  {
    said: ["client/clients storage version/versions old/older/incompatible/newer"],
    means: "storage client incompatible operator version",
  },

  // Network.
  {
    said: [
      "traffic/data/bytes out/outgoing/outbound/leaving/leaves doubled/tripled/rose/risen/rises/more/increase/increased/jumped/than",
    ],
    means: "external egress high trend",
  },
  {
    said: [
      "traffic/data/bytes in/incoming/inbound/entering doubled/tripled/rose/risen/rises/more/increase/increased/jumped/than",
    ],
    means: "external ingress high trend",
  },
  {
    said: ["lookups/lookup/names/name/queries/hosts exist/unknown/nonexistent/nobody/registered"],
    means: "dns nx domain",
  },
  {
    said: ["router/ingress/route/proxy returns/answers/gives/serves errors/error/5xx/500/502/503/504"],
    means: "ingress 5xx errors",
  },
  {
    said: [
      "addresses/subnet/range/ips used/exhausted/free/left/up/full/run node/nodes/pod/pods/subnet/network",
    ],
    means: "subnet allocation threshold",
  },
  { said: ["network controller/master/control"], means: "ovn master network" },
  { said: ["encrypted/secure tunnel/tunnels/connection nodes/hosts"], means: "ipsec errors" },
  { said: ["tls/ssl old/older/outdated/weak/insecure/1"], means: "tls insecure version" },
  {
    said: ["kernel/card/device/interface drops/dropped/discards/loses packets"],
    means: "packet drops kernel device",
  },

  // Virtual machines.
  {
    said: ["guest/vm/machine disk/filesystem/drive room/space/full/left"],
    means: "guest filesystem almost out space",
  },
  {
    said: ["vm/guest/machine panic/panicked/crash/crashed/bluescreen"],
    means: "vm panic os non recoverable",
  },
  {
    said: ["vm/vms/guest/virtual moved/move/moves/migrate/migrated/leave maintenance/cannot/not/off/drain"],
    means: "vm cannot evicted stuck node migration",
  },
  {
    said: ["live migrated/migrates/moved/moves again/times/constantly/often"],
    means: "vmi excessive migrations",
  },
  {
    said: ["host/node/machine/nodes/hosts can/run/runs/carry/left vms/virtual"],
    means: "no available nodes run vms kvm",
  },
  {
    said: ["hardware/mac/ethernet address/addresses same/two/twice/duplicate/collide"],
    means: "mac duplicate collision found",
  },
  {
    said: ["standard/default class/classes/storage volumes/vm/disks/nothing/none/no"],
    means: "default storage class",
  },
  {
    said: ["nothing/none/no set/is/as standard/default volumes/class/storage"],
    means: "no default storage class cdi",
  },
  {
    said: ["two/several/more/multiple/both standard/default classes/class"],
    means: "multiple default virt storage classes cdi",
  },
  {
    said: [
      "virtualization/virtualisation/vm component/components more/exceeds/exceed than requested/asked/reserved",
    ],
    means: "kubevirt component exceeds requested",
  },
  { said: ["virtualization/virtualisation/vm agent/daemon every/each/node"], means: "virt handler" },
  { said: ["vm/virtual templates/template"], means: "ssp templates" },
  {
    said: ["virtualization/virtualisation/hyperconverged installation/install/setup/unhealthy/incomplete"],
    means: "hco installation incomplete conditions",
  },
  { said: ["guest/vm processors/cpu/vcpu wait/waits/waiting/queue/steal"], means: "guest vcpu queue" },

  // What happens to things, whatever they are.
  {
    said: ["cannot/not/no reached/reach/contacted/contact", "does/do not answer/reply/react"],
    means: "down unreachable not responding",
  },
  {
    said: ["no longer/more reports/report/seen/heard/visible", "silent since", "nothing heard"],
    means: "absent missing down",
  },
  {
    said: [
      "thrown/throws/throwing/threw away",
      "discarded/discards/discarding",
      "does not accept",
      "turned/sent away/back",
    ],
    means: "dropping rejected",
  },
  {
    said: [
      "used/eaten up",
      "hardly/barely/scarcely any/anything left",
      "close/near limit/end/full",
      "not much left",
    ],
    means: "almost full exhausted limit near",
  },
  {
    said: [
      "keeps/kept dying/crashing/falling/ending",
      "dies/crashes/ends again/repeatedly",
      "over and over again",
    ],
    means: "crash looping restart",
  },
  {
    said: ["takes/took/needs/need too/very/much long/longer", "waits/waiting seconds/minutes/long/ages"],
    means: "latency slow duration high",
  },
  {
    said: ["does not agree/match", "differ/differs/differing from", "out of step/sync"],
    means: "mismatch inconsistent",
  },
  { said: ["asks/asked/asking for more than"], means: "exceeds requested overcommit" },
  {
    said: ["nobody/nothing/none elected/leads/leading", "every/each few minutes another/new leader/lead"],
    means: "leader changes no leader",
  },
  { said: ["left behind", "nobody/nothing owns/needs/belongs", "forgotten"], means: "orphaned stale" },
  { said: ["no longer supported", "will be/go removed/away", "support ends/ended"], means: "deprecated" },
  {
    said: ["somebody/someone/manually/hand changed/edited/modified/overwrote", "changed/edited by hand"],
    means: "modified modification",
  },
  {
    said: ["again and again", "every few seconds/minutes", "many/dozens/hundreds/twenty times"],
    means: "excessive high rate flapping",
  },

  // Platform services.
  {
    said: [
      "all/whole control plane/masters memory/ram/cpu/processor",
      "masters/master memory/ram/cpu/processor/load high/full/busy",
    ],
    means: "high control plane memory cpu overall",
  },
  { said: ["node/kubelet agent unhealthy/health/sick"], means: "kubelet health state" },
  {
    said: ["deleted/removed objects/resources remain/stay/cleaned/clean/collected/garbage"],
    means: "garbage collector sync failed",
  },
  {
    said: ["usage/telemetry data/reports vendor/manufacturer/home sent/send/upload"],
    means: "telemeter client failures",
  },
  {
    said: ["images/image copied/imported/import/pulled from external/other/outside registry stream"],
    means: "image stream import failed",
  },
  {
    said: [
      "logs/log refused/rejected/denied/errors/fail/failing/lost store/destination/output/forward/forwarded",
    ],
    means: "cluster log forwarder output error rate",
  },
  {
    said: [
      "logs/log missing/none/no node/nodes/machine/host",
      "log collector/agent node/nodes down/missing/gone",
    ],
    means: "collector node down",
  },
  {
    said: ["settings/setting/options/option monitoring deprecated/obsolete/old/removed"],
    means: "cluster monitoring operator deprecated config",
  },
  {
    said: ["evaluating/evaluation/calculating/computing rules takes/slow/long/late/behind"],
    means: "rule evaluation latency high",
  },
  { said: ["configuration/config sidecar/reloader"], means: "config reloader sidecar errors" },
  {
    said: ["requests/pages router/ingress/site/route slow/slower/latency/seconds"],
    means: "ingress http latency trend",
  },
  { said: ["pods/services calls/requests between/other slow/slower/latency"], means: "latency high trend" },
  { said: ["balance/balancer/rebalancing/descheduler pressure"], means: "descheduler psi" },
  {
    said: ["all/both/every copies/replicas/instances/pods same/one node/machine/host/zone"],
    means: "highly available workload incorrectly spread",
  },
  {
    said: ["certificate/ca node/kubelet pool paused/rotated/rotation"],
    means: "paused pool kubelet ca machine config controller",
  },

  // Storage.
  { said: ["storage cluster/health warning/warn/yellow"], means: "ceph cluster warning state" },
  { said: ["storage cluster/health error/red/critical"], means: "ceph cluster error state" },
  { said: ["shared file/filesystem metadata cpu/processor/load busy"], means: "mds cpu usage high scaling" },
  { said: ["standby metadata/manager missing/no/none/without"], means: "mds mgr missing replicas" },
  {
    said: ["monitors/monitor storage lead/leader changes/change/another"],
    means: "mon high number leader changes ceph",
  },
  {
    said: ["repair/repairs/scrub/scrubbing groups/group/placement long/days/hours"],
    means: "pg repair taking too long",
  },
  {
    said: ["recovery/recovering/rebuilding/healing/rebalance data storage long/days/hours/slow"],
    means: "data recovery taking too long",
  },
  {
    said: ["disk/drive storage gone/missing/unavailable/inaccessible/removed/pulled"],
    means: "osd disk unavailable",
  },
  {
    said: ["object store/storage/gateway unhealthy/down/unavailable/state"],
    means: "cluster object store state",
  },
  {
    said: ["object store/storage/gateway capacity/full/used/85/95/100"],
    means: "noobaa system capacity warning",
  },
  {
    said: ["network/card/cards storage speed/bandwidth/line full/saturated/limit/busy"],
    means: "nic bandwidth saturation odf node",
  },
  { said: ["snapshots/clones many/hundreds/thousands/lots/too"], means: "high rbd clone snapshot count" },
  { said: ["snapshot/snapshots nobody/without/orphaned/belongs/owner"], means: "orphaned snapshot" },
  {
    said: ["storage grew/grown/scaled/expanded automatically maximum/limit/further/reached"],
    means: "storage auto scaling capacity reached",
  },
  { said: ["storage pods/pod restarted/restarts/restarting core"], means: "odf core pod restarted" },
  {
    said: ["storage operator upgraded/upgrade/update cannot/not/blocked"],
    means: "odf operator not upgradeable",
  },
  {
    said: ["storage/pool/tenant quota/allowance threshold/near/reached/percent"],
    means: "storage quota utilization threshold",
  },

  // Virtual machines.
  {
    said: ["vm/guest/virtual memory/ram low/little/pressure/full/short/swapping"],
    means: "vm guest memory available low pressure",
  },
  { said: ["vm/virtual more memory/ram than/requested/asked/given"], means: "vm high memory usage" },
  {
    said: ["vm/guest/virtual stuck/hangs/hung starting/start/stopping/stop/state/boot/provisioning"],
    means: "virtual machine stuck unhealthy state",
  },
  {
    said: ["vm/guest/virtual without owner/controller/process", "orphaned/lost/ghost vm/vms/guest/virtual"],
    means: "orphaned virtual machine instances",
  },
  {
    said: ["vms/vm/guests/virtual old/older/outdated/previous launcher/version/image still/run/running"],
    means: "outdated virtual machine instance workloads",
  },
  {
    said: ["vm/virtual hardware/chipset/machine type/model old/obsolete/removed/supported"],
    means: "deprecated machine type",
  },
  {
    said: ["vm/virtual starts/start/launch/launching fail/fails/failing/failed"],
    means: "virt launcher pods stuck failed",
  },
  { said: ["vm/vms/virtual disk/disks checksum/crc/corrupt"], means: "virtual machine crc errors" },
  {
    said: ["vm/vms/virtual disk/disks slow/wrong/unsuitable class/storage"],
    means: "vm storage class warning",
  },
  {
    said: ["vm/virtual plugged/attached/hotplug/added volume/disk temporary/lost/restart"],
    means: "ephemeral hotplug volume",
  },
  {
    said: ["disk/image import/imports/upload/download vm restarts/restarted/restarting/fails/retries"],
    means: "cdi data volume unusual restart count",
  },
  {
    said: ["image/images/boot/source/sources updated/refreshed/outdated/old/stale vm/template/import"],
    means: "cdi data import cron outdated",
  },
  {
    said: ["virtualization/virtualisation/vm api/interface errors/error/fail/fails"],
    means: "virt api rest errors",
  },
  { said: ["virtualization/virtualisation/vm controller/controllers"], means: "virt controller" },
  { said: ["virtualization/virtualisation/vm operator/operators"], means: "virt operator" },
  {
    said: ["virtualization/virtualisation/vm api/controller/operator/agent none/no/gone/down/left/not"],
    means: "virt down no ready",
  },
  {
    said: ["virtualization/virtualisation/vm api/controller/operator only/one/fewer/less/single"],
    means: "low virt count ready",
  },
  {
    said: ["virtualization/virtualisation/vm agent/daemon rollout/updated/update/stuck/fails"],
    means: "virt handler daemonset rollout failing",
  },
  {
    said: ["vm/virtual definitions/definition/requests rejected/refused/invalid template/validation"],
    means: "ssp high rate rejected vms template validator",
  },
  {
    said: ["network/networking add-ons/addons/extras operator/configuration ready/down/not"],
    means: "network addons config not ready cnao",
  },
  { said: ["mac/hardware/address pool/manager addresses down/gone/not"], means: "kubemacpool down" },
  {
    said: ["virtualization/virtualisation tuned/tweaked/patched/annotation/unsupported/override"],
    means: "unsupported hco modification kubevirt cr modified",
  },
  {
    said: ["virtualization/virtualisation architecture/arm/processor image/images"],
    means: "hco golden image architecture",
  },
  { said: ["overcommit/overcommitment/swap agent vm/memory"], means: "wasp agent" },
  {
    said: ["local/host directory/path folder vm/disks root/system/os shared/same"],
    means: "hpp sharing pool path os",
  },
];
