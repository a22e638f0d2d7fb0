/** One word of a text, in lower case, with its place. */
export interface Token {
  word: string;
  start: number;
  end: number;
  /** Number of the sentence or line it stands in; a phrase never reaches across. */
  sentence: number;
}

const wordPattern = /[\p{L}\p{N}]+(?:['’][\p{L}]{1,3}(?![\p{L}\p{N}]))?/gu;
const sentenceEnd = /[\n;!?]|[.:]\s/;
const mixedCase = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
const casePart =
  /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+\p{N}*(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lm}]+|\p{N}+\p{Ll}*|\p{Lu}/gu;

/** Longest word that is looked at; longer ones are base64, hashes and the like. */
const wordMaxCharacters = 64;

/** Names that camel-case splitting would tear apart: the parts and the whole. */
const joined: Record<string, Record<string, string>> = {
  my: { sql: "mysql" },
  postgre: { sql: "postgresql" },
  no: { sql: "nosql" },
  maria: { db: "mariadb" },
  mongo: { db: "mongodb" },
  couch: { db: "couchdb" },
  influx: { db: "influxdb" },
  cockroach: { db: "cockroachdb" },
  dynamo: { db: "dynamodb" },
  simple: { db: "simpledb" },
  click: { house: "clickhouse" },
  pg: { bouncer: "pgbouncer" },
  open: { search: "opensearch", shift: "openshift", stack: "openstack" },
  elastic: { search: "elasticsearch" },
  rabbit: { mq: "rabbitmq" },
  active: { mq: "activemq" },
  ha: { proxy: "haproxy" },
  git: { hub: "github", lab: "gitlab" },
  zoo: { keeper: "zookeeper" },
  data: { node: "datanode", base: "database" },
  name: { node: "namenode" },
  power: { shell: "powershell" },
  v: { sphere: "vsphere", center: "vcenter", mware: "vmware" },
  pod: { man: "podman" },
  core: { dns: "coredns" },
  i: { phone: "iphone", pad: "ipad" },
  one: { drive: "onedrive" },
  share: { point: "sharepoint" },
  java: { script: "javascript" },
};

/** Words of a text, camel case taken apart. Linear in the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let sentence = 0;
  let last = 0;
  for (const match of text.matchAll(wordPattern)) {
    const start = match.index;
    if (sentenceEnd.test(text.slice(last, start))) sentence++;
    last = start + match[0].length;
    if (match[0].length > wordMaxCharacters) continue;
    addWord(tokens, match[0], start, sentence);
  }
  return tokens;
}

/** The words come from a ticket: `constructor` must not find what every object has. */
function wholeOf(first: string, second: string): string | undefined {
  const seconds = Object.hasOwn(joined, first) ? joined[first] : undefined;
  return seconds && Object.hasOwn(seconds, second) ? seconds[second] : undefined;
}

function addWord(tokens: Token[], word: string, start: number, sentence: number) {
  if (!mixedCase.test(word)) {
    const plain = word.toLowerCase().replace("’", "'");
    tokens.push({ word: plain, start, end: start + word.length, sentence });
    return;
  }
  let previous: Token | undefined;
  for (const part of word.matchAll(casePart)) {
    const small = part[0].toLowerCase();
    const from = start + part.index;
    const whole = previous && wholeOf(previous.word, small);
    if (previous && whole) {
      previous.word = whole;
      previous.end = from + part[0].length;
      continue;
    }
    previous = { word: small, start: from, end: from + part[0].length, sentence };
    tokens.push(previous);
  }
}
