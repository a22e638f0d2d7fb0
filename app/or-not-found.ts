import { notFound } from "next/navigation";
import { AppError } from "#lib/core/errors.ts";

/** Reads, and turns "there is no such thing" into the page that says so. */
export async function orNotFound<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
