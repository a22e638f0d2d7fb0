import { registerHooks } from "node:module";

/** Loaded into a server before it starts: at its end it prints, apart from what it answers, which packages of OpenTelemetry it had loaded. */
const loaded = new Set<string>();
registerHooks({
  load(url, context, next) {
    const name = /node_modules\/(@opentelemetry\/[\w-]+)/.exec(url)?.[1];
    if (name) loaded.add(name);
    return next(url, context);
  },
});
process.on("exit", () => process.stderr.write(`loaded: ${[...loaded].sort().join(" ")}\n`));
