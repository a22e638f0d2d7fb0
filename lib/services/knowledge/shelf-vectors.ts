import {
  deleteStaleVectors,
  insertSectionVectors,
  listShelfVectors,
  listUnembedded,
  shelfVectorsVersion,
} from "#db/queries/section-vectors.ts";
import type { NearSection } from "#lib/knowledge/fuse-ranks.ts";
import type { Embedded, EmbedTexts } from "#lib/models/embed-texts.ts";
import type { Redact } from "#lib/redaction/redactor.ts";
import { type EmbeddingLedger, recordEmbedding } from "./embedding-ledger.ts";

/** Meaning as an embedding model sees it, beside words. */
export interface ShelfVectors {
  /** `provider:model` */
  model: string;
  /** Sections with their nearness to a text that was redacted; null when the model does not answer in time. */
  near(text: string, signal: AbortSignal): Promise<NearSection[] | null>;
  /** Embeds what is not embedded yet; throws when the model refuses, so that it is tried again. */
  fill(signal: AbortSignal): Promise<number>;
}

interface Parts extends EmbeddingLedger {
  redact: Redact;
  embedTexts: EmbedTexts;
  model: string;
  /** Of a whole operation, in milliseconds. */
  deadlineMs: number;
}

/** Sections whose vectors are kept in memory and compared one by one: about 30 MB a thousand dimensions, some ms. */
const sectionsMax = 20_000;
/** Texts sent together, so that the answer stays far below what is read of one. */
const batchSize = 16;
const batchTimeoutMs = 30_000;
/** What a ticket waits for its vector at most, and as a share of its time. */
const queryTimeoutMs = 1_500;
const queryShare = 0.1;
const queryCharacters = 4_000;
/** The shelf in memory is as old as this at most. */
const freshForMs = 5_000;

interface Shelf {
  version: string;
  sections: Omit<NearSection, "cosine">[];
  dimensions: number;
  vectors: Float32Array;
}

const bytesOf = (vector: Float32Array) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** The shelf's vectors, kept in PostgreSQL as bytes and in memory for search: exact, and without an extension. */
export function createShelfVectors({
  database,
  runtime,
  logger,
  redact,
  embedTexts,
  model,
  deadlineMs,
  prices,
}: Parts): ShelfVectors {
  let shelf: Shelf | null = null;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let loading: Promise<Shelf> | null = null;

  async function load(): Promise<Shelf> {
    const version = await shelfVectorsVersion(database, model);
    if (shelf?.version !== version) {
      const rows = await listShelfVectors(database, model, sectionsMax);
      const dimensions = (rows[0]?.vector.length ?? 0) / Float32Array.BYTES_PER_ELEMENT;
      const alike = rows.filter(
        ({ vector }) => vector.length === dimensions * Float32Array.BYTES_PER_ELEMENT,
      );
      const vectors = new Float32Array(alike.length * dimensions);
      for (const [index, { vector }] of alike.entries()) bytesOf(vectors).set(vector, index * vector.length);
      const sections = alike.map(({ id, title, ordinal, path }) => ({
        id,
        title,
        section: { ordinal, path },
      }));
      if (rows.length === sectionsMax)
        logger.warn({ sectionsMax }, "more sections than are compared by meaning");
      shelf = { version, sections, dimensions, vectors };
    }
    checkedAtMs = runtime.elapsedMs();
    return shelf;
  }

  async function current(): Promise<Shelf> {
    if (shelf && runtime.elapsedMs() - checkedAtMs < freshForMs) return shelf;
    loading ??= load().finally(() => {
      loading = null;
    });
    return await loading;
  }

  async function embed(texts: readonly string[], timeoutMs: number, signal: AbortSignal): Promise<Embedded> {
    const call = await embedTexts({ model, texts, timeoutMs, signal });
    await recordEmbedding({ database, runtime, prices, logger }, model, call);
    return call;
  }

  return {
    model,

    async near(text, signal) {
      const { sections, dimensions, vectors } = await current();
      if (sections.length === 0) return [];
      const timeoutMs = Math.min(queryTimeoutMs, deadlineMs * queryShare);
      const asked = await embed([text.slice(0, queryCharacters)], timeoutMs, signal);
      if (asked.outcome !== "succeeded") {
        logger.warn({ model, detail: asked.detail }, "runbooks are searched by words alone");
        return null;
      }
      const [query] = asked.vectors;
      if (query?.length !== dimensions) return null;
      return sections.map((section, index) => {
        let cosine = 0;
        const from = index * dimensions;
        for (let at = 0; at < dimensions; at++) cosine += (query[at] ?? 0) * (vectors[from + at] ?? 0);
        return { ...section, cosine };
      });
    },

    async fill(signal) {
      let made = 0;
      for (;;) {
        signal.throwIfAborted();
        const missing = await listUnembedded(database, model, batchSize);
        if (missing.length === 0) break;
        const { texts } = await redact({ texts: missing.map(({ text }) => text), record: {} });
        const asked = await embed(texts, batchTimeoutMs, signal);
        if (asked.outcome !== "succeeded") throw new Error(`${model} gave no vectors: ${asked.detail}`);
        const createdAt = runtime.now();
        const rows = missing.flatMap(({ hash }, index) => {
          const vector = asked.vectors[index];
          return vector
            ? [{ model, textHash: hash, vector: bytesOf(vector), simulated: asked.simulated, createdAt }]
            : [];
        });
        await insertSectionVectors(database, rows);
        made += rows.length;
      }
      await deleteStaleVectors(database, model);
      if (made > 0) logger.info({ model, sections: made }, "sections of runbooks were embedded");
      return made;
    },
  };
}
