import { countBand, durationBand, percentBand, sizeBand } from "./number-bands.ts";

/**
 * Takes out of a text what differs between two reports of one incident: ids, hashes, times, addresses, ports, the
 * numbers of hosts and pods, counters. What tells incidents apart stays: words, service and environment names,
 * regions, versions, error and status codes, and numbers in bands.
 *
 * Every expression starts only where a run starts (lookbehind) and repeats a bounded number of times, so that the
 * time grows with the length of the text and no text can slow it down.
 */

/** Stands for what was taken out. */
const gone = " # ";

/** Digits that shall stay are moved here, to private-use characters that no later expression takes for digits. */
const keptZero = 0xe000;
const kept = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(keptZero + Number(digit)));

type Replacement = [RegExp, string | ((match: string, ...groups: string[]) => string)];

const replaceAll = (text: string, replacements: readonly Replacement[]) =>
  replacements.reduce(
    (result, [pattern, by]) =>
      typeof by === "string" ? result.replace(pattern, by) : result.replace(pattern, by),
    text,
  );

const month =
  "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?";
const zone = "(?:z|utc|gmt|[ecmp][sd]?t|cest|bst|ist|am|pm|[+-]\\d{2}:?\\d{2})";
const clock = `\\d{1,2}:[0-5]\\d(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s?${zone}(?![a-z\\d])){0,2}`;
const year = "(?:19|20)\\d{2}";

/** Dates and times of day as logs, mails and people write them. They leave nothing behind. */
const times: readonly Replacement[] = [
  [new RegExp(`(?<![\\d.])\\d{4}[-/.]\\d{2}[-/.]\\d{2}(?:(?:t|\\s)\\s?${clock})?(?!\\d)`, "g"), " "],
  [new RegExp(`(?<![\\d.])\\d{1,2}[/.]\\d{1,2}[/.]${year}(?![\\d.])`, "g"), " "],
  [new RegExp(`(?<![\\d.])\\d{1,2}/${month}/${year}(?::\\d{2}:\\d{2}:\\d{2})?`, "g"), " "],
  [
    new RegExp(
      `(?<![a-z\\d])(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\\s)?${month}\\.?\\s{1,2}\\d{1,2}(?:st|nd|rd|th)?(?![\\d%.])(?:\\s${clock})?(?:,?\\s${year}(?!\\d))?`,
      "g",
    ),
    " ",
  ],
  [
    new RegExp(
      `(?<![a-z\\d])\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${month}(?:\\.?,?\\s${year})?(?![a-z\\d])`,
      "g",
    ),
    " ",
  ],
  [new RegExp(`(?<![a-z\\d])${month}\\s${year}(?!\\d)`, "g"), " "],
  [new RegExp(`(?<![\\d:.a-su-z])${clock}(?![\\d:])`, "g"), " "],
  [/(?<![a-z\d])(on|since|at|from)\s+\d{2}\/\d{2}(?![\d/])/g, "$1 "],
  [/(?<![a-z\d/])0\d\/\d{2}(?![\d/])/g, " "],
  [/(?<![a-z\d])(?:mon|tues|wednes|thurs|fri|satur|sun)day(?![a-z\d])/g, " "],
];

/** Status codes of HTTP that speak of a fault, with those of nginx (499) and Cloudflare (52x, 530). */
const faultStatus = /^(?:4(?:[0-2]\d|31|51|99)|5(?:0\d|1[01]|2\d|30|98|99))$/;

/** Ids and addresses that can be told by their form or by their name. */
const identifiers: readonly Replacement[] = [
  [/\[(firing|resolved):\d{1,5}\]/g, " $1 "],
  [/(?<![a-z\d._%+-])[a-z\d._%+-]{1,64}@[a-z\d][a-z\d.-]{0,99}/g, gone],
  [/(?<![a-z\d])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![a-z\d])/g, gone],
  [/(?<![a-z\d:-])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![a-z\d:-])/g, gone],
  // Process, thread and connection as nginx writes them: `311#311: *88121`.
  [/(?<![\w.#])\d{1,10}#\d{1,10}:(?: \*\d{1,12})?(?!\w)/g, gone],
  // The number of a process or thread: `sshd[4121]`, `[4121]`. An error's or an answer's code is none.
  [
    /(?<!(?:error|code|status|errno)\s{0,2})\[(\d{1,10})\]/g,
    (match, digits = "") => (faultStatus.test(digits) ? match : gone),
  ],
  [
    /(?<![a-z])((?:request|req|trace|span|correlation|session|transaction|txn|message|msg|job|task|run|build|order|customer|tenant)[ _-]?id["']?\s{0,2}[=:]\s{0,2}["']?)[a-z\d][\w.-]{0,80}/g,
    (_, name = "") => `${name}${gone}`,
  ],
  [/(?<![a-z\d])ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?![a-z\d])/g, gone],
  // IPv4 with port or prefix length; four digits at the end because people mistype.
  [/(?<![a-z\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,4}(?:[:/]\d{1,5})?(?![.\d])/g, gone],
  [/(?<![a-z\d:])[\da-f]{1,4}(?::[\da-f]{0,4}){3,7}(?![a-z\d:])/g, gone],
  [/(?<![a-z\d:])[\da-f]{1,4}::[\da-f]{1,4}(?![a-z\d:])/g, gone],
  // Status values of Windows and of blue screens are the message; other hexadecimal numbers are addresses.
  [
    /(?<![a-z\d])0x([\da-f]{1,16})(?![a-z\d])/g,
    (match, digits = "") =>
      digits.length <= 4 || /^(?:[8c][\da-f]{7}|0{4,6}[\da-f]{2,4})$/.test(digits)
        ? ` ${kept(match)} `
        : gone,
  ],
  [
    /(?<![a-z\d-])[\da-f]{8,128}(?![a-z\d])/g,
    (match) => (/\d/.test(match) && (/[a-f]/.test(match) || match.length > 15) ? gone : match),
  ],
  [/(?<![\p{L}\d+/=_-])[\p{L}\d+/=_-]{200}[\p{L}\d+/=_-]*/gu, gone],
  // What follows the path of an address.
  [/(?<=[a-z\d/])\?[a-z\d_.[\]]{1,60}=[^\s"'<>)]{0,2000}/g, " "],
];

const regionName =
  /(?<![a-z\d])(?:us|eu|ap|sa|ca|me|af|cn|il|mx|uk|asia|europe|northamerica|southamerica|australia)-(?:[a-z]{2,12}-?){1,3}\d[a-z]?(?![a-z\d])/g;

const codePrefix =
  "(?:ora|tns|pls|rman|dgm|cve|cwe|ghsa|rhsa|kb|ms|rfc|iso|err|error|stop|sqlcode|sql|http|nu|eventid|nq)";

const product =
  "(?:version|release|v|java|jdk|python|node|php|go|ruby|kernel|postgres|postgresql|mysql|oracle|windows|macos|ubuntu|debian|chrome|firefox|safari|http|tls|ssl|smb)";

const codeWord =
  "(?:https?|status|error|err|errno|code|exit|signal|state|event[ _]?id|rc|hresult|winerror|oserror|sqlcode)";

/** What has a number for a name: places, networks, steps of a procedure. */
const place =
  "(?:floor|room|building|gate|rack|store|branch|site|warehouse|terminal|register|plant|hall|dock|vlan|step|stage|phase)";

/** Ports that name a service, whoever listens there. */
const servicePort =
  /^(?:2[0-35]|53|80|110|1[34][35]|389|44[35]|465|587|636|873|99[35]|1433|1521|2049|2375|3306|3389|5432|5672|5900|6379|6443|8080|8443|9042|9092|9200|11211|27017)$/;

/** Codes, versions, regions and places: they stay to the digit. */
const codes: readonly Replacement[] = [
  [regionName, kept],
  [/(?<![a-z\d])cve[-\s]\d{4}-\d{3,7}(?!\d)/g, kept],
  [new RegExp(`(?<![a-z\\d])${codePrefix}[-_]?\\d{1,8}(?!\\d)`, "g"), kept],
  [/(?<![a-z\d])sqlstate[\s:=[("']{0,4}[a-z\d]{5}(?![a-z\d])/g, kept],
  [/(?<![a-z\d.])\d{1,4}(?:\.\d{1,5}){2,4}(?![\d])/g, kept],
  [/(?<![a-z\d])[1-5]xx(?![a-z\d])/g, kept],
  [new RegExp(`(?<![a-z])${place}\\s\\d{1,5}(?![\\d%])`, "g"), kept],
  [new RegExp(`(?<![a-z])${product}[\\s/]?\\d{1,4}(?:\\.\\d{1,5}){0,3}(?![\\d%])`, "g"), kept],
  [
    new RegExp(
      `(?<![a-z])${codeWord}[\\s:=#("'[/-]{1,4}(?:(?:code|status|id|is|was|of|\\d\\.\\d"?)[\\s:=#("'[]{1,3})?-?\\d{1,6}(?![\\d.]*\\d|\\s?%)`,
      "g",
    ),
    kept,
  ],
];

const numbered =
  "(?:pid|tid|process|child|thread|goroutine|slot|worker|executor|session|request|req|job|task|attempt|retry|try|line|port|row|build|run|seq|sequence|offset|block|txn|xid|transaction|connection|conn|client|order|invoice|customer|account|ticket|incident|case|inc|chg|prb|ritm|uid|gid|id|nr|number|revision|partition|shard|epoch|container|lease|segment|sector|inode|page|core|cpu)";

function numberOf(digits: string, word: string): string {
  const value = Number(digits);
  const counted =
    durationBand(value, word) ?? sizeBand(value, word) ?? (word === "k" ? countBand(value * 1000) : null);
  if (counted !== null) return ` ${kept(counted)} `;
  const plain = faultStatus.test(digits) ? digits : countBand(value);
  return ` ${plain === null ? "#" : kept(plain)} ${word}`;
}

/** Numbers that measure or count something. */
const numbers: readonly Replacement[] = [
  // How often Kubernetes saw an event.
  [/\(x\d{1,9} over [a-z\d]{1,20}\)/g, " "],
  [/([<>])=?\s?(?=\d)/g, (_, sign) => (sign === "<" ? " below " : " above ")],
  [
    /(?<![\d,.])\d{1,3}(?:,\d{3}){1,4}(?![\d,])/g,
    (match) => (match.split(",").every((part) => faultStatus.test(part)) ? match : match.replaceAll(",", "")),
  ],
  // A port or the line of a source file: after a name with a dot, a hyphen or a number in it.
  [/:(?<=[-.#\d\]][a-z]{0,20}\d{0,5}:)\d{1,5}(?!\d)/g, " "],
  [
    /(?<![\d.])(\d{1,6}(?:\.\d{1,9})?)\s?(?:%|percent(?![a-z])|pct(?![a-z]))/g,
    (_, percent) => ` ${kept(percentBand(Number(percent)))} `,
  ],
  // A share without its sign: `disk_usage: 97`.
  [
    /(?<=(?:percent|percentage|pct|usage|utili[sz]ation|used|full)["']?\s?(?:[=:]|\sis|\sat)?\s?["']?)(?<![\d.])(\d{1,2}(?:\.\d{1,9})?|100)(?![\d%]|\.\d|[a-z]|\s(?:[kmgtp]i?b|bytes|of|out)(?![a-z]))/g,
    (_, percent) => ` ${kept(percentBand(Number(percent)))} `,
  ],
  [
    new RegExp(
      `(?<![a-z])(${numbered})([\\s:=#_.'"[(-]{0,3})(\\d{1,20})(?:\\s?(?:/|of)\\s?\\d{1,9})?(?![\\d%])`,
      "g",
    ),
    (match, name = "", gap = "", digits = "") => {
      if (gap === " " && faultStatus.test(digits)) return match;
      return name === "port" && servicePort.test(digits) ? kept(match) : ` ${name} # `;
    },
  ],
  [
    /(?<![\d./a-z-])(\d{1,6})\s?(?:\/|out of|of)\s?(\d{1,6})(?![\d./])/g,
    (match, part, whole) =>
      Number(whole) > 0 && Number(part) <= Number(whole)
        ? ` ${kept(percentBand((100 * Number(part)) / Number(whole)))} of `
        : match,
  ],
  [/#\d{1,20}(?!\d)/g, gone],
  [
    /(?<![\p{L}\d._/-])(\d{1,15}(?:\.\d{1,9})?)(?:(?:\s|\/)?([a-zµ]{1,14})(?![a-z\d]))?(?![\d.]*\d|[-_/][a-z\d]|\p{L})/gu,
    (_, digits = "", word = "") => numberOf(digits, word),
  ],
];

const machine =
  /^(?:web|www|app|db|node|host|server|srv|worker|vm|pod|master|slave|primary|replica|broker|cache|proxy|lb|gw|router|switch|sw|printer|pc|laptop|desktop|ws|wks|instance|shard|executor|core|cpu|dc|esxi?|fs|mail|mx|smtp|imap|ldap|ntp|dns|ftp|sftp|edge|relay|bastion|jump|agent|runner|ns|nas|san|api|mysql|postgres|postgresql|pg|redis|kafka|mongo|elastic|es|nginx|haproxy|etcd|zk|rabbitmq?)$/;

/** One part of a name: `prod`, `03`, `web01`, `7d9f8c6b5`. `#` when it is only a number or a random id. */
function canonicalPart(part: string, afterRandom: boolean): string {
  if (afterRandom && (/^[a-z]{5}$/.test(part) || /^(?=.*\d)[a-z\d]{4}$/.test(part))) return "#";
  if (!/\d/.test(part)) return part;
  if (/^(?:\d+|(?=[a-f]*\d)[\da-f]{8,})$/.test(part)) return "#";
  const named = /^([^\d]+)(\d+)$/.exec(part);
  if (named?.[1] && named[2]) return machine.test(named[1]) || named[2].length >= 4 ? `${named[1]}#` : part;
  return part.length >= 5 ? "#" : part;
}

/** A token that still has digits: a name with numbers in it. */
function canonicalName(token: string): string {
  let afterRandom = false;
  return token.replace(/[^-_./#]{1,200}/g, (part) => {
    const canonical = canonicalPart(part, afterRandom);
    // Random, or the minute that Kubernetes numbers the runs of a job with.
    afterRandom = canonical === "#" && (/[a-z]/.test(part) || part.length >= 8);
    return canonical;
  });
}

const upperCaseCode = /(?<![\p{L}\d_-])[A-Z]{2,8}-\d{3,7}(?![\p{L}\d_-])/gu;
const ticketOrHost = /^(?:INC|CHG|PRB|REQ|RITM|TASK|CASE|SRV|WS|PC|VM|HOST|LAPTOP|DESKTOP|NODE|WEB|APP|DB)-/;

/** The words of one line as they are when nothing accidental is left in them. */
export function canonicalWords(line: string): string[] {
  const bare = line.replace(/[\ue000-\uf8ff]/g, " ");
  const coded = bare.replace(upperCaseCode, (code) => (ticketOrHost.test(code) ? gone : kept(code)));
  let text = coded.toLowerCase();
  for (const step of [times, identifiers, codes, numbers]) text = replaceAll(text, step);
  const words: string[] = [];
  for (const [token] of text.matchAll(
    /[\p{L}\p{M}\p{N}\ue000-\ue009#][\p{L}\p{M}\p{N}\ue000-\ue009_./#-]*/gu,
  )) {
    const trimmed = token.replace(/[-_./]{1,9}$/, "");
    const name = (/\d/.test(trimmed) ? canonicalName(trimmed) : trimmed).replace(/#(?:[-_./]?#)+/g, "#");
    // However many random parts follow a name, and however they are told, they are one `#` behind it.
    for (const word of name.split(/[-_./]{1,9}(?=#$)/)) {
      if (word !== "#" || words.at(-1) !== "#") words.push(word);
    }
  }
  return words.map((word) =>
    word.replace(/[\ue000-\ue009]/g, (digit) => String(digit.charCodeAt(0) - keptZero)),
  );
}
