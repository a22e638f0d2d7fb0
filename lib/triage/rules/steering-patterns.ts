/**
 * Sentences that tell whoever reads what to answer. To teach the engine another trick, add an expression here; they
 * are tried on one sentence at a time, at most 2,000 characters, without invisible characters and disguised letters.
 */

const answerWord =
  "(?:severity|categor(?:y|ie)|priority|priorität|priorité|prioridad|prioridade|priorità|confidence|schweregrad|gravité|gravedad|gravidade|kategorie|catégorie|categoría|categoria|classification|triage card|p[0-4]\\b)";
const value =
  "[\"'`]?(?:p[0-4]\\b|sev-?[0-4]\\b|infra\\b|app\\b|data\\b|security\\b|unknown\\b|noise\\b|none\\b|low(?:est)?\\b|high(?:est)?\\b|critical\\b|minor\\b|0?\\.\\d|1\\.0|[01]\\b)";

/** Every expression below needs one of these; a sentence without them is not looked at further. */
export const triggers =
  /ignor|disregard|forget|overrid|bypass|skip|drop |instruct|prompt|system|assistant|developer|sudo|im_start|inst\b|<[|/]?|you (?:are|must|will|shall|should)|act |behave|pretend|roleplay|as an? |\bai\b|llm|model|classif|triage|bot\b|gpt|claude|gemini|copilot|jailbreak|god mode|end of|correct|right|expected|final|proper|true |severity|categor|priorit|confidence|\bp[0-4]\b|\bsev-?[0-4]|respond|do not |must |_down|_broken|_lost|_risk|data_|schemaVersion|vergiss|vergesst|missachte|oubli|néglig|olvid|esqueç|desconsider|dimentic|negeer|vergeet|zignoruj|pomiń|zapomnij|anweisung|consigne|schweregrad|gravité|gravedad|gravidade|kategorie|catégorie|игнор|забудь|忽略|无视|忘|無視|指示|指令|设|設定|回答|回复|分类|分類|установи|поставь|ответь|rate |treat|report|return|handle|assign/i;

/** Somebody speaks to the machine: it is told to forget its task, to be somebody else, or what to answer. */
export const takeovers: readonly RegExp[] = [
  /\b(?:ignor\w*|disregard|forget|override|bypass|skip|drop)\b.{0,60}\b(?:instructions?|prompts?|previous|prior|above|guidelines?|(?:system|safety|triage|your|all|these|the) (?:rules?|polic(?:y|ies)))\b/i,
  /\b(?:ignorier\w*|vergiss|vergesst|missachte\w*)\b.{0,60}\b(?:anweisung\w*|vorgaben?|regeln|vorherig\w*|bisherig\w*|obig\w*|anleitung\w*)/i,
  /\b(?:ignor\w+|oubli\w+|néglig\w+)\b.{0,60}(?:instructions?|consignes?|précédent\w*|règles)/i,
  /\b(?:ignor\w+|olvid\w+|esqueç\w+|desconsider\w+|dimentic\w+|negeer|vergeet|zignoruj|pomiń|zapomnij)\b.{0,60}(?:instruccion\w*|instruç\w*|istruzion\w*|instructies|instrukcj\w*|anterior\w*|precedent\w*|poprzedni\w*|reglas|regras|regole)/i,
  /(?:игнорируй|забудь|проигнорируй).{0,60}(?:инструкци|предыдущ|правил)/i,
  /(?:忽略|无视|忘记|無視|忘れ).{0,30}(?:指示|指令|说明|規則|规则|提示)|(?:指示|指令|命令).{0,12}(?:無視|忽略|忘れ)/,
  /^[\s>*#[<|{("'-]{0,12}(?:system|assistant|developer|sudo|im_start|inst)(?: (?:prompt|message|note|notice|instructions?|override|update|command|role))?\s?[\]>|:].{0,200}(?:tickets?\b|answer|respon[ds]|output|classif|severity|categor|priority|\bp[0-4]\b|ignore|instruction|triage|\byou\b)/i,
  /^[\s>*#[<|{("'-]{0,12}(?:system|assistant|developer|ai|model|bot) (?:prompt|message|note|notice|instructions?|override|update|command)s?\s?[\]>|:]/i,
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<\/?(?:system|instructions?|assistant|user_query|prompt)>|<<\/?SYS>>/i,
  /\byou (?:are|must|will|shall|should) (?:now |always |only )?(?:be |act as |an? |the )?.{0,40}\b(?:assistant|model|ai|bot|classifier|agent|triage|llm|answer|respond|output|classify|reply|return)\b/i,
  /\b(?:act|behave|pretend|roleplay) (?:as|like|to be) .{0,40}\b(?:assistant|model|ai|bot|admin|system|classifier|agent|expert)\b/i,
  /\bas an? (?:ai|large language model|language model|assistant|llm)\b/i,
  /\b(?:note|message|instructions?|hint|attention|dear|hey|hi|hello|reminder) ?(?:to|for|,)? ?(?:the |any |all |you,? )?(?:ai|llm|language model|model|assistant|classifier|triage (?:bot|model|system|ai|engine|agent)|bot|chatgpt|gpt|claude|gemini|copilot)\b/i,
  /\b(?:new|updated|real|actual|hidden|secret|developer|system|following|these) (?:instructions?|prompt|directive|task)s?\b\s{0,3}(?::|are\b|is\b|-|override)/i,
  /\b(?:system|developer) (?:prompt|message|override|mode|instruction)s?\b/i,
  /\b(?:reveal|print|repeat|show|output|leak|tell me|disclose)\b.{0,40}\b(?:system prompt|your (?:prompt|instructions|rules|secrets?|api key|configuration)|hidden prompt|environment variables)\b/i,
  /\b(?:jailbreak|dan mode|god mode|prompt injection|end of (?:the )?(?:ticket|text|input|user input|document))\b/i,
  /\b(?:correct|right|expected|final|proper|true) (?:answer|severity|category|level|classification|label|priority|verdict|output)\b/i,
  new RegExp(
    String.raw`\b(?:set|mark|classify|categori[sz]e|label|rate|treat|return|answer|respond|reply|output|assign|choose|select|write|say|state|declare|downgrade|upgrade|lower|raise|change|triage|score|give)\b.{0,60}\b(?:severity|category|confidence)\b.{0,30}(?<!\w)${value}`,
    "i",
  ),
  /\b(?:set|mark|classify|rate|treat|return|answer|respond|reply|output|assign|choose|write|say|declare|downgrade|upgrade|triage|score)\b.{0,60}(?:\b(?:with|to|is)|[=:]) ?["'`]?p[0-4]\b/i,
  /\b(?:answer|respond|reply|output|return|say|rate|score) (?:only |just |it )?["'`]?p[0-4]\b/i,
  /\b(?:mark|classify|categori[sz]e|label|rate|treat|triage|tag|downgrade|flag)\b.{0,60}\bas (?:an? )?["'`]?(?:p[0-4]\b|security\b|infra\b|app\b|data\b|noise\b|unknown\b|spam\b|low\b|lowest\b|critical\b|harmless\b|resolved\b|informational\b)/i,
  new RegExp(
    String.raw`\b(?:setze|setzen|markiere|klassifiziere|antworte|bewerte|stufe|mets|mettez|classe[rz]?|réponds|répondez|pon|ponga|clasifica|responde|marca|defina|classifique|imposta|classifica|rispondi|ustaw|oznacz|odpowiedz|zet|antwoord)\b.{0,60}${answerWord}`,
    "i",
  ),
  /(?:设置|设为|设定|分类|回答|回复|設定|分類|回答).{0,20}(?:P[0-4]|严重|優先|优先|重大度|类别|カテゴリ)/i,
  /(?:установи|поставь|ответь|классифицируй).{0,40}(?:P[0-4]|приоритет|категори|серь[её]зност)/i,
  new RegExp(
    String.raw`\b(?:severity|category|confidence)["'\`]?\s{0,3}(?:must be|should be|has to be|equals|->|→)\s{0,3}${value}`,
    "i",
  ),
  /\b(?:severity|category|confidence)["'`]?\s{0,3}(?:is|=|:|to)\s{0,3}["'`]?(?:p[0-4]\b|unknown\b|infra\b|app\b|security\b|noise\b|0?\.\d|1\.0|1\b)/i,
  /\b(?:core_down|core_broken|redundancy_lost|at_risk|data_lost|data_wrong|data_exposed|money_lost|schemaVersion)\b/,
  /\brespond only (?:with|in)\b|\brespond with (?:json|category|severity|p[0-4]|unknown|the (?:word|category|severity))|\bdo not (?:triage|analy[sz]e|classify|escalate|follow|read)\b|\bmust (?:not )?be (?:triaged|classified|rated|marked|labell?ed)\b/i,
];

/** Said in good faith as often as not: how the sender would like to be served. Left out of the reading, not flagged. */
export const wishes: readonly RegExp[] = [
  /\b(?:set|mark|rate|treat|assign|give|handle|raise|prioriti[sz]e)\b.{0,50}\b(?:priority|p[0-4]\b)/i,
  new RegExp(String.raw`\bpriority\s{0,3}(?:is|=|:|must be|should be|has to be)\s{0,3}${value}`, "i"),
];

/**
 * What comes after somebody has spoken to the machine: sentences that judge the ticket as a whole, or go on about how
 * to answer, instead of telling what happened.
 */
export const verdicts: readonly RegExp[] = [
  /\b(?:respond|answer|reply|speak|write|stay|remain|keep)\b.{0,40}\b(?:role|character|persona|voice|manner|format|tone|style)\b/i,
  /\b(?:respond|answer|reply|output|obey|comply)\b.{0,60}\b(?:from now on|henceforth|no matter what|at all times|always)\b/i,
  /\b(?:this|the|that|following|above) (?:ticket|incident|message|issue|alert|text|case|report|event|request|e-?mail)? ?(?:is|was|are|should|must|has|does|needs?)\b.{0,120}\b(?:test|drill|spam|noise|harmless|trivial|false (?:alarm|positive)|not an? (?:incident|issue|problem|emergency)|low|lowest|routine|unimportant|closed|resolved|cosmetic|question|request|critical|highest|emergency|breach|severe|security|infra|data|p[0-4])\b/i,
  /\b(?:nothing is (?:wrong|broken)|everything is (?:fine|ok|normal)|no (?:action|incident|impact|further action)|all (?:is )?(?:fine|good)|just a (?:test|drill|joke|question)|false alarm)\b/i,
];
