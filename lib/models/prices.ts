import { createHash } from "node:crypto";
import { calcPrice, type ModelPrice } from "@pydantic/genai-prices";
import packageJson from "../../package.json" with { type: "json" };
import type { Price, PriceTable, Rate } from "../gateway/cost.ts";
import { parseModelName } from "./providers.ts";

/** Prices of one's own, by `provider:model`; they go before all others. */
export type OwnPrices = Readonly<Record<string, Price>>;

/**
 * The prices of providers that publish them, with one's own before them. A server that merely speaks chat completions
 * publishes none, whatever its models are called.
 */
export function createPriceTable(own: OwnPrices): PriceTable {
  return {
    version: versionOf(own),
    priceOf: (model, at) => own[model] ?? priceFrom(published(model, at)),
    priceOfEmbedding: (model, at) => own[model] ?? priceFrom({ output_mtok: 0, ...published(model, at) }),
  };
}

/** The data set's release, and a hash of one's own prices where there are any. */
function versionOf(own: OwnPrices): string {
  const published = `genai-prices@${packageJson.dependencies["@pydantic/genai-prices"]}`;
  if (Object.keys(own).length === 0) return published;
  return `${published}+${createHash("sha256").update(JSON.stringify(own)).digest("hex").slice(0, 8)}`;
}

function published(model: string, at: Date): ModelPrice | null {
  const name = parseModelName(model);
  if (name === null || name.provider === "compatible") return null;
  const found = calcPrice({}, name.name, { providerId: name.provider, timestamp: at });
  // The data set may fall back to another seller of the same model, who has other prices.
  if (found === null || found.provider.id !== name.provider) return null;
  return found.model_price;
}

function priceFrom(listed: ModelPrice | null): Price | null {
  const rate = (key: string): Rate | undefined => {
    const value = listed?.[key];
    if (value === undefined || typeof value === "number") return value;
    const tiers = value.tiers.map(({ start, price }) => ({ above: start, rate: price }));
    return { base: value.base, tiers: tiers.sort((a, b) => a.above - b.above) };
  };
  const [input, output] = [rate("input_mtok"), rate("output_mtok")];
  if (input === undefined || output === undefined) return null;
  return {
    input,
    cacheRead: rate("cache_read_mtok"),
    cacheWrite: rate("cache_write_mtok"),
    cacheWrite1h: rate("cache_write_1h_mtok"),
    output,
  };
}
