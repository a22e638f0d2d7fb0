/**
 * Secrets, personal data and what only looks like them, made anew from a seed: no literal of this file is a secret, and
 * every run sees the same ones.
 */

/** A text with something in it that nobody else may see. */
export interface SensitiveItem {
  name: string;
  /** What must not be found anywhere afterwards. */
  value: string;
  text: string;
  /** Known wherever it stands; else by the name that the text gives it. */
  isSelfEvident: boolean;
}

/** A text with something in it that has to stay. */
export interface HarmlessItem {
  name: string;
  value: string;
  text: string;
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const decimal = "0123456789";
const hexadecimal = "0123456789abcdef";
const alphanumeric = upper + lower + decimal;
const urlSafe = `${alphanumeric}-_`;

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Make = (random: Source) => string;

class Source {
  readonly #random: () => number;
  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }
  /** `length` characters of an alphabet; a digit and a letter are among them where it has both. */
  word(length: number, alphabet = alphanumeric): string {
    const characters = Array.from({ length }, () => this.of([...alphabet]));
    if (length > 3 && alphabet.includes("7") && alphabet.includes("a")) characters.splice(1, 2, "7", "a");
    return characters.join("");
  }
  digits(length: number): string {
    return `${1 + this.below(9)}${this.word(length - 1, decimal)}`;
  }
}

const base64Url = (text: string) => Buffer.from(text).toString("base64url");
const base64 = (text: string) => Buffer.from(text).toString("base64");

function withLuhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

const inGroups = (text: string, size: number, separator: string) =>
  (text.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(separator);

function iban(country: string, account: string): string {
  const digits = [...`${account}${country}00`]
    .map((character) => String(Number.parseInt(character, 36)))
    .join("");
  const remainder = [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
  return `${country}${String(98 - remainder).padStart(2, "0")}${account}`;
}

const personName = (random: Source) =>
  `${random.of(["jane", "omar", "li", "anna", "tomas", "zoë"])}.${random.word(7, lower)}`;

/** Values that are known by themselves, wherever they stand. */
const selfEvident: Record<string, Make> = {
  "AWS access key": (r) => `AK${"IA"}${r.word(16, `${upper}234567`)}`,
  "AWS temporary key": (r) => `AS${"IA"}${r.word(16, `${upper}234567`)}`,
  "GitHub token": (r) => `gh${"p_"}${r.word(36)}`,
  "GitHub app token": (r) => `gh${"s_"}${r.word(36)}`,
  "GitHub fine-grained token": (r) => `github_${"pat_"}${r.word(22)}_${r.word(59)}`,
  "GitLab token": (r) => `gl${"pat-"}${r.word(20, urlSafe)}`,
  "Slack bot token": (r) => `xo${"xb-"}${r.digits(12)}-${r.digits(12)}-${r.word(24)}`,
  "Slack user token": (r) =>
    `xo${"xp-"}${r.digits(11)}-${r.digits(11)}-${r.digits(12)}-${r.word(32, hexadecimal)}`,
  "Stripe live key": (r) => `sk_${"live_"}${r.word(24)}`,
  "Stripe restricted key": (r) => `rk_${"live_"}${r.word(30)}`,
  "OpenAI project key": (r) => `sk-${"proj-"}${r.word(48, urlSafe)}`,
  "OpenAI key": (r) => `sk${"-"}${r.word(48)}`,
  "Anthropic key": (r) => `sk-${"ant-api03-"}${r.word(86, urlSafe)}AA`,
  "Google API key": (r) => `AI${"za"}${r.word(35, urlSafe)}`,
  "Google OAuth secret": (r) => `GOC${"SPX-"}${r.word(28, urlSafe)}`,
  "Google access token": (r) => `ya${"29."}${r.word(60, urlSafe)}`,
  "npm token": (r) => `np${"m_"}${r.word(36)}`,
  "PyPI token": (r) => `py${"pi-"}${r.word(80, urlSafe)}`,
  "Docker token": (r) => `dckr_${"pat_"}${r.word(27, urlSafe)}`,
  "Hugging Face token": (r) => `h${"f_"}${r.word(34)}`,
  "SendGrid key": (r) => `S${"G."}${r.word(22, urlSafe)}.${r.word(43, urlSafe)}`,
  "Shopify token": (r) => `shp${"at_"}${r.word(32, hexadecimal)}`,
  "DigitalOcean token": (r) => `dop_${"v1_"}${r.word(64, hexadecimal)}`,
  "Twilio key": (r) => `S${"K"}${r.word(32, hexadecimal)}`,
  "Telegram bot token": (r) => `${r.digits(10)}:A${"A"}${r.word(33, urlSafe)}`,
  "Vault token": (r) => `hv${"s."}${r.word(95, urlSafe)}`,
  "Grafana token": (r) => `gl${"sa_"}${r.word(32)}_${r.word(8, hexadecimal)}`,
  "Linear key": (r) => `lin_${"api_"}${r.word(40)}`,
  "Atlassian token": (r) => `ATA${"TT3"}${r.word(60, urlSafe)}`,
  "New Relic key": (r) => `NR${"AK-"}${r.word(27, upper + decimal)}`,
  "key of this gateway": (r) => `t${"g_"}${r.word(43, urlSafe)}`,
  "JSON Web Token": (r) =>
    `${base64Url('{"alg":"HS256","typ":"JWT"}')}.${base64Url(`{"sub":"${r.digits(9)}"}`)}.${r.word(43, urlSafe)}`,
  "JSON Web Token without signature": (r) =>
    `${base64Url('{"alg":"none"}')}.${base64Url(`{"sub":"${r.word(12)}"}`)}.`,
  "Slack webhook": (r) =>
    `https://hooks.slack.com/services/T${r.word(8, upper)}/B${r.word(8, upper)}/${r.word(24)}`,
  "e-mail address": (r) => `${personName(r)}@${r.word(6, lower)}.example.com`,
  "e-mail address with a tag": (r) => `${r.word(8, lower)}+billing@${r.word(5, lower)}-mail.co.uk`,
  "e-mail address in URL encoding": (r) => `${r.word(9, lower)}%40${r.word(5, lower)}.org`,
  "German mobile number": (r) => `+49 17${r.below(10)} ${r.digits(7)}`,
  "American number": (r) => `(${2 + r.below(8)}${r.word(2, decimal)}) ${r.digits(3)}-${r.word(4, decimal)}`,
  "American number with hyphens": (r) =>
    `${2 + r.below(8)}${r.word(2, decimal)}-${r.digits(3)}-${r.word(4, decimal)}`,
  "British number": (r) => `+44 7700 900${r.word(3, decimal)}`,
  "number of a whole plus": (r) => `+1${"415"}${2 + r.below(8)}${r.word(6, decimal)}`,
  "French number": (r) => `06 ${inGroups(`${1 + r.below(9)}${r.word(7, decimal)}`, 2, " ")}`,
  "Visa card": (r) => withLuhn(`4${r.word(14, decimal)}`),
  "Mastercard in groups": (r) => inGroups(withLuhn(`5${1 + r.below(5)}${r.word(13, decimal)}`), 4, " "),
  "Visa card with hyphens": (r) => inGroups(withLuhn(`4${r.word(14, decimal)}`), 4, "-"),
  "American Express card": (r) => withLuhn(`37${r.word(12, decimal)}`),
  "German IBAN": (r) => iban("DE", r.word(18, decimal)),
  "German IBAN in groups": (r) => inGroups(iban("DE", r.word(18, decimal)), 4, " "),
  "British IBAN": (r) => iban("GB", `${r.word(4, upper)}${r.word(14, decimal)}`),
  "American social security number": (r) =>
    `${100 + r.below(500)}-${10 + r.below(89)}-${1000 + r.below(8999)}`,
};

/** Where a value may stand. */
const places: readonly [name: string, put: (value: string) => string][] = [
  ["a ticket", (v) => `Customer cannot check out since 9:40.\nThey sent us ${v} and ask for help.`],
  ["the end of a sentence", (v) => `The value in the config was ${v}. After the deploy all requests fail.`],
  [
    "a log line",
    (v) =>
      `2026-03-01T10:02:11.345Z ERROR [http-nio-8080-exec-3] c.a.billing.Client - rejected ${v} (status=401, attempt=3)`,
  ],
  [
    "a stack trace",
    (v) =>
      `java.lang.IllegalStateException: upstream refused "${v}"\n\tat com.acme.billing.Client.send(Client.java:87)\n\tat com.acme.Main.main(Main.java:12)`,
  ],
  ["an address", (v) => `GET https://api.acme.test/v1/orders?id=17&ref=${v}&page=2 returned 500`],
  ["JSON", (v) => `{"level":"error","msg":"payment failed","ctx":{"input":"${v}","retries":3}}`],
  [
    "JSON inside JSON",
    (v) => `{"log":"{\\"msg\\":\\"failed\\",\\"input\\":\\"${v}\\"}\\n","stream":"stderr"}`,
  ],
  [
    "YAML",
    (v) =>
      `service: checkout\nenv:\n  - name: INPUT\n    value: ${v}\n  - name: REGION\n    value: eu-west-1`,
  ],
  [
    "a header",
    (v) => `> POST /v1/charge HTTP/1.1\n> Host: pay.acme.test\n> X-Debug: ${v}\n< HTTP/1.1 502 Bad Gateway`,
  ],
  ["several lines", (v) => `Steps:\n1. open the app\n2. enter\n${v}\n3. see the spinner for ever`],
  ["CSV", (v) => `id,input,status\n17,${v},failed\n18,-,ok`],
  ["Markdown", (v) => `| input | result |\n|---|---|\n| \`${v}\` | 500 |`],
];

const strong = (r: Source) =>
  `${r.of(["Winter", "Copper", "Violet", "Harbor"])}${r.of(["!", "#", "$", "-"])}${r.digits(4)}${r.word(3, lower)}`;
const opaque = (r: Source) => r.word(28);
const hexKey = (r: Source) => r.word(32, hexadecimal);
const plain = (r: Source) => r.word(11, lower);

/** Values that only their name gives away. */
const named: readonly [name: string, make: Make, put: (value: string) => string][] = [
  [
    "password in properties",
    strong,
    (v) => `spring.datasource.username=app\nspring.datasource.password=${v}\nspring.jpa.show-sql=false`,
  ],
  [
    "plain password in an environment",
    plain,
    (v) => `DB_HOST=db-1 DB_PASSWORD=${v} DB_PORT=5432 node server.js exits with 1`,
  ],
  ["password in JSON", strong, (v) => `{"user":"svc","password":"${v}","host":"db-1"}`],
  [
    "password in JSON inside JSON",
    strong,
    (v) => `{"body":"{\\"user\\":\\"svc\\",\\"password\\":\\"${v}\\"}"}`,
  ],
  [
    "password of several words",
    (r) => `${plain(r)} ${plain(r)} ${plain(r)}`,
    (v) => `{"user": "svc", "passphrase": "${v}"}`,
  ],
  ["password in YAML", strong, (v) => `database:\n  user: app\n  password: ${v}\n  pool: 10`],
  ["quoted password in YAML", strong, (v) => `smtp:\n  password: '${v}'\n  port: 587`],
  ["password in a block of YAML", strong, (v) => `stringData:\n  password: |-\n    ${v}\n  user: app`],
  [
    "password of an environment in YAML",
    strong,
    (v) => `env:\n- name: DB_PASSWORD\n  value: "${v}"\n- name: DB_USER\n  value: app`,
  ],
  ["password in XML", strong, (v) => `<datasource><user>app</user><password>${v}</password></datasource>`],
  ["password in an attribute", strong, (v) => `<add key="SmtpPassword" value="${v}" />`],
  [
    "password as an option",
    strong,
    (v) => `$ backup --host db-1 --user app --password ${v} --all\nerror: connection refused`,
  ],
  [
    "password as an option with =",
    strong,
    (v) => `helm upgrade api ./chart --set auth.password=${v} --wait timed out`,
  ],
  ["password of mysql", strong, (v) => `mysqldump -u root -p${v} shop > dump.sql: Access denied`],
  ["password of curl", strong, (v) => `curl -u admin:${v} https://registry.acme.test/v2/ returns 500`],
  ["password of sshpass", strong, (v) => `sshpass -p '${v}' ssh ops@10.2.3.4 hangs`],
  ["password in SQL", strong, (v) => `ERROR: statement failed: ALTER USER app WITH PASSWORD '${v}';`],
  ["password in a query string", strong, (v) => `POST /login?user=jo&password=${v}&next=%2F 500 in 30012ms`],
  ["password in prose", strong, (v) => `I tried to sign in, my password is ${v} but the page stays blank`],
  ["password after a colon", plain, (v) => `User: svc-report\nPassword: ${v}\nThe job still fails with 401.`],
  ["password in a dump", strong, (v) => `config &{Host:db-1 Port:5432 User:app Password:${v} SSL:true}`],
  ["password in Ruby", strong, (v) => `{:user=>"app", :password=>"${v}", :host=>"db-1"}`],
  [
    "password in Python",
    strong,
    (v) => `connect({'user': 'app', 'password': '${v}'}) raised OperationalError`,
  ],
  ["password in Java", strong, (v) => `Credentials{username='app', password='${v}'} rejected`],
  [
    "password in PHP",
    strong,
    (v) => `array(2) { ["user"]=> string(3) "app" ["password"]=> string(12) "${v}" }`,
  ],
  ["password of netrc", strong, (v) => `machine git.acme.test login bot password ${v}`],
  ["password of PostgreSQL", strong, (v) => `PGPASSWORD=${v} psql -h db-1 -U app -c 'select 1' hangs`],
  [
    "password of ODBC",
    strong,
    (v) => `Server=tcp:sql-1,1433;Database=shop;User Id=app;Password=${v};Encrypt=true; cannot open database`,
  ],
  [
    "password in German",
    strong,
    (v) => `Benutzer: mueller, Passwort: ${v}, trotzdem keine Anmeldung möglich`,
  ],
  [
    "credentials of PostgreSQL's address",
    strong,
    (v) => `could not connect to postgres://app:${v}@db-1.internal:5432/shop?sslmode=require`,
  ],
  ["credentials of Redis' address", opaque, (v) => `redis://:${v}@cache-2:6379/0 connection reset`],
  [
    "credentials of MongoDB's address",
    opaque,
    (v) => `MongoNetworkError: mongodb+srv://svc:${v}@cluster0.acme.test/prod`,
  ],
  ["credentials of AMQP's address", opaque, (v) => `amqp://worker:${v}@rabbit-1:5672/jobs closed by peer`],
  [
    "credentials of an address",
    opaque,
    (v) => `git clone https://ci:${v}@git.acme.test/shop.git: remote error`,
  ],
  ["token of an address", opaque, (v) => `fatal: unable to access 'https://${v}@git.acme.test/shop.git/'`],
  [
    "encoded credentials of an address",
    (r) => `${r.word(8)}%40${r.word(6)}`,
    (v) => `jdbc url mysql://app:${v}@db-1/shop refused`,
  ],
  ["bearer token", opaque, (v) => `> Authorization: Bearer ${v}\n< HTTP/1.1 401 Unauthorized`],
  [
    "bearer token of curl",
    opaque,
    (v) => `curl -H "Authorization: Bearer ${v}" https://api.acme.test/v1/me -> 500`,
  ],
  [
    "basic credentials",
    (r) => base64(`app:${opaque(r)}`),
    (v) => `Authorization: Basic ${v}\nHost: api.acme.test`,
  ],
  [
    "basic credentials in JSON",
    (r) => base64(`app:${opaque(r)}`),
    (v) => `{"headers":{"authorization":"Basic ${v}","accept":"*/*"}}`,
  ],
  ["token scheme", hexKey, (v) => `Authorization: token ${v}`],
  [
    "signature of AWS",
    hexKey,
    (v) =>
      `Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=${v}`,
  ],
  ["digest credentials", hexKey, (v) => `Authorization: Digest username="app", realm="api", response="${v}"`],
  ["header of an API key", hexKey, (v) => `X-Api-Key: ${v}\nAccept: application/json`],
  ["header of a token", opaque, (v) => `X-Auth-Token: ${v}`],
  ["cookie", opaque, (v) => `Cookie: theme=dark; sid=${v}; lang=en\nAccept: */*`],
  ["cookie of curl", opaque, (v) => `curl -H 'Cookie: app_session=${v}' https://acme.test/cart`],
  ["cookie that is set", opaque, (v) => `Set-Cookie: connect.sid=s%3A${v}; Path=/; HttpOnly`],
  ["cookie in JSON", opaque, (v) => `{"request":{"headers":{"cookie":"sid=${v}; a=b","host":"acme.test"}}}`],
  ["session of Java", (r) => r.word(32, "0123456789ABCDEF"), (v) => `GET /cart;jsessionid=${v} 500`],
  ["session of PHP", (r) => r.word(26, lower + decimal), (v) => `PHPSESSID=${v} is unknown to the store`],
  ["session id", opaque, (v) => `session_id: ${v} expired while paying`],
  ["api key in an environment", hexKey, (v) => `export DD_API_KEY=${v}\n./agent check fails`],
  ["api key in a query string", hexKey, (v) => `https://maps.acme.test/geo?q=berlin&api_key=${v} -> 403`],
  ["api key in prose", opaque, (v) => `We use the API key: ${v} and get quota errors`],
  [
    "secret key of AWS",
    (r) => r.word(40, `${alphanumeric}/+`),
    (v) => `aws_secret_access_key = ${v}\nregion = eu-west-1`,
  ],
  ["session token of AWS", (r) => r.word(120, `${alphanumeric}/+`), (v) => `AWS_SESSION_TOKEN=${v}`],
  [
    "client secret",
    opaque,
    (v) => `oauth: client_id=shop client_secret=${v} grant_type=client_credentials failed`,
  ],
  [
    "key of an Azure account",
    (r) => `${r.word(86, `${alphanumeric}+/`)}==`,
    (v) => `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${v};EndpointSuffix=core.windows.net`,
  ],
  [
    "shared access key of Azure",
    (r) => `${r.word(43, alphanumeric)}=`,
    (v) => `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${v}`,
  ],
  [
    "signature of an Azure address",
    (r) => `${r.word(40)}%3D`,
    (v) => `https://shop.blob.core.windows.net/in/x.csv?sv=2023-01-03&sig=${v} 403`,
  ],
  [
    "signature of an S3 address",
    (r) => r.word(64, hexadecimal),
    (v) => `https://b.s3.amazonaws.com/x?X-Amz-Date=20260101T000000Z&X-Amz-Signature=${v}`,
  ],
  [
    "refresh token in JSON",
    opaque,
    (v) => `{"token_type":"bearer","refresh_token":"${v}","expires_in":3600}`,
  ],
  ["token in camel case", opaque, (v) => `{ accessToken: '${v}', userId: 17 }`],
  [
    "token of npm's settings",
    (r) => r.word(36),
    (v) => `//registry.npmjs.org/:_authToken=${v}\nnpm ERR! 401`,
  ],
  [
    "token of Docker's settings",
    (r) => base64(`ci:${opaque(r)}`),
    (v) => `{"auths":{"registry.acme.test":{"auth":"${v}"}}}`,
  ],
  [
    "secret of Kubernetes",
    (r) => base64(strong(r)),
    (v) => `apiVersion: v1\nkind: Secret\ndata:\n  password: ${v}\n  username: YXBw`,
  ],
  ["encryption key", hexKey, (v) => `ENCRYPTION_KEY='${v}' has the wrong length`],
  ["one-time code", (r) => r.digits(6), (v) => `Your verification code: ${v} never arrives in time`],
  ["card's code", (r) => r.digits(3), (v) => `{"cvv": "${v}", "exp": "03/29"}`],
  ["account number", (r) => r.digits(10), (v) => `Refund to account number ${v} is missing since Monday`],
  ["account number in JSON", (r) => r.digits(9), (v) => `{"account_number": "${v}", "amount": 12.5}`],
  ["sort code", (r) => inGroups(r.digits(6), 2, "-"), (v) => `Bank transfer, sort code ${v}, was rejected`],
  [
    "phone number that is called one",
    (r) => r.digits(10),
    (v) => `Please call back, phone: ${v}, mornings only`,
  ],
  ["phone number in JSON", (r) => r.digits(10), (v) => `{"name":"J","mobile":"${v}"}`],
  ["social security number that is called one", (r) => r.digits(9), (v) => `SSN ${v} is refused by the form`],
  [
    "passport number",
    (r) => `${r.word(1, upper)}${r.digits(8)}`,
    (v) => `Passport number: ${v} cannot be scanned`,
  ],
];

const lineOfKey = (r: Source) => r.word(64, `${alphanumeric}+/`);

function privateKey(r: Source, label: string, lineBreak: string, indent: string): SensitiveItem {
  const lines = Array.from({ length: 6 }, () => lineOfKey(r));
  const dashes = "-----";
  const key = [`${dashes}BEGIN ${label}${dashes}`, ...lines, `${dashes}END ${label}${dashes}`].join(
    lineBreak + indent,
  );
  return {
    name: `${label} with ${JSON.stringify(lineBreak + indent)}`,
    value: lines[3] ?? "",
    text: `tls:\n${indent}${key}\nserver fails to start`,
    isSelfEvident: false,
  };
}

/** At least 150 secrets and personal items, each in a text of its own. */
export function sensitiveItems(seed: number): SensitiveItem[] {
  const random = new Source(seed);
  const evident = Object.entries(selfEvident).flatMap(([name, make], index) =>
    [0, 5, 9].map((shift) => {
      const place = places[(index + shift) % places.length];
      if (!place) throw new Error("no place");
      const value = make(random);
      return { name: `${name} in ${place[0]}`, value, text: place[1](value), isSelfEvident: true };
    }),
  );
  const byName = named.map(([name, make, put]) => {
    const value = make(random);
    return { name, value, text: put(value), isSelfEvident: false };
  });
  const keys = [
    privateKey(random, `RSA ${"PRIVATE"} KEY`, "\n", ""),
    privateKey(random, `EC ${"PRIVATE"} KEY`, "\n", "    "),
    privateKey(random, `OPENSSH ${"PRIVATE"} KEY`, "\\n", ""),
    privateKey(random, `PGP ${"PRIVATE"} KEY BLOCK`, "\n", ""),
  ];
  return [...evident, ...byName, ...keys];
}

/** What looks like a secret or a person and is neither. */
const lookAlikes: Record<string, Make> = {
  UUID: (r) => [8, 4, 4, 4, 12].map((length) => r.word(length, hexadecimal)).join("-"),
  MD5: (r) => r.word(32, hexadecimal),
  "SHA-1": (r) => r.word(40, hexadecimal),
  "SHA-256": (r) => r.word(64, hexadecimal),
  "image digest": (r) => `registry.acme.test/shop/api@sha256:${r.word(64, hexadecimal)}`,
  "commit id": (r) => r.word(7 + r.below(34), hexadecimal),
  version: (r) => `v${r.below(20)}.${r.below(40)}.${r.below(200)}-rc.${r.below(9)}+build.${r.digits(5)}`,
  package: (r) => `lodash@4.${r.below(20)}.${r.below(30)}`,
  "IPv4 address": (r) =>
    `${10 + r.below(200)}.${r.below(256)}.${r.below(256)}.${r.below(256)}:${1024 + r.below(60000)}`,
  "IPv6 address": (r) => `2001:db8:${r.word(4, hexadecimal)}::${r.word(4, hexadecimal)}`,
  "MAC address": (r) => inGroups(r.word(12, hexadecimal), 2, ":"),
  "time stamp": (r) =>
    `2026-0${1 + r.below(9)}-1${r.below(10)}T0${r.below(10)}:${10 + r.below(50)}:${10 + r.below(50)}.${r.digits(6)}+02:00`,
  "seconds since 1970": (r) => `17${r.word(8, decimal)}`,
  "nanoseconds since 1970": (r) => `17${r.word(17, decimal)}`,
  ticket: (r) => `INC${r.digits(7)}`,
  "issue key": (r) => `SHOP-${r.digits(5)}`,
  "order number": (r) => `1${r.word(2, decimal)}-${r.digits(7)}-${r.digits(7)}`,
  "long whole number": (r) => r.digits(9 + r.below(10)),
  "pod of Kubernetes": (r) => `checkout-api-${r.word(9, hexadecimal)}-${r.word(5, lower)}`,
  "node of AWS": (r) => `ip-10-0-${r.below(256)}-${r.below(256)}.eu-west-1.compute.internal`,
  "instance of AWS": (r) => `i-0${r.word(16, hexadecimal)}`,
  ARN: (r) => `arn:aws:sns:eu-west-1:${r.digits(12)}:alerts`,
  "hexadecimal address": (r) => `0x${r.word(12, hexadecimal)}`,
  path: (r) => `/var/lib/shop/${r.word(6, lower)}/${r.word(8, hexadecimal)}.log`,
  "class name": (r) =>
    `com.acme.billing.${r.of(["Token", "Password", "Session"])}ServiceImpl$$Lambda$${r.digits(4)}`,
  "object of Java": (r) => `com.acme.shop.Cart@${r.word(8, hexadecimal)}`,
  port: (r) => `localhost:${1024 + r.below(60000)}`,
  "picture of a screen": (r) => `logo-${r.word(4, lower)}@2x.png`,
  "trace id": (r) => `trace_id=${r.word(32, hexadecimal)} span_id=${r.word(16, hexadecimal)}`,
  "request id": (r) => `request_id=req_${r.word(26, lower + decimal)}`,
  "entity tag": (r) => `etag="${r.word(27)}"`,
  "base64 of data": (r) => `data=${base64(r.word(60))}`,
  "price and amount": (r) => `${r.digits(3)}.${r.word(2, decimal)} EUR of ${r.digits(4)}.00`,
  "certificate's fingerprint": (r) => inGroups(r.word(40, "0123456789ABCDEF"), 2, ":"),
  "state of a password": (r) =>
    r.of([
      "password: expired",
      "Password reset link",
      "password must have 12 characters",
      "password authentication failed for user app",
      "passwordless login",
    ]),
  "state of a token": (r) =>
    r.of([
      "Unexpected token < in JSON at position 0",
      "invalid token: missing",
      "token expired",
      "max_tokens=4096",
      "token_type=bearer",
      "refresh token rotation",
    ]),
  "state of a session": (r) =>
    r.of([
      "session expired",
      "session closed by peer",
      "auth: failed",
      "authorization: required",
      "cookie consent banner",
      "secret not found",
      "api key missing",
    ]),
  "reference of a secret": (r) =>
    r.of([
      `password: $${"{DB_PASSWORD}"}`,
      "secretKeyRef: db-credentials",
      "secretName: shop-tls",
      "token=$TOKEN",
      "password=********",
      'password="<redacted>"',
      "primary_key=id",
      "cache key user:17",
    ]),
};

const harmlessPlaces: readonly ((value: string) => string)[] = [
  (v) => `Since the deploy of ${v} checkout is slow.`,
  (v) => `2026-03-01 10:02:11 ERROR worker-3 failed for ${v} after 3 attempts`,
  (v) => `{"level":"error","msg":"failed","ref":${JSON.stringify(v)}}`,
  (v) => `seen:\n  - ${v}\n  - other`,
  (v) => `at step (${v}), see https://wiki.acme.test/runbooks/17`,
  (v) => `| ${v} | 502 | 12 % |`,
  (v) => `job ${v}; exit code 137`,
  (v) => `"${v}" was not handled`,
];

/** At least 300 look-alikes. */
export function harmlessItems(seed: number): HarmlessItem[] {
  const random = new Source(seed);
  return Object.entries(lookAlikes).flatMap(([name, make]) =>
    harmlessPlaces.map((put) => {
      const value = make(random);
      return { name, value, text: put(value) };
    }),
  );
}
