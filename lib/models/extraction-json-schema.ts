import { z } from "zod";
import { extractionSchema } from "../contracts/facts.ts";

const { $schema: _dialect, ...schema } = z.toJSONSchema(extractionSchema, {
  target: "draft-7",
  override: ({ jsonSchema }) => {
    const { maxLength } = jsonSchema;
    delete jsonSchema.minLength;
    delete jsonSchema.maxLength;
    if (maxLength !== undefined) {
      const limit = `At most ${maxLength} characters`;
      jsonSchema.description = jsonSchema.description ? `${jsonSchema.description}. ${limit}` : limit;
    }
  },
});

/**
 * The extraction as a JSON Schema that strict structured output takes at every provider: every object closed, every
 * field required, nullable instead of optional. Lengths of strings are no part of strict schemas (OpenAI's guide to
 * structured outputs lists what is); they go into the description, and the answer is validated with zod in full.
 */
export const extractionJsonSchema = schema;
