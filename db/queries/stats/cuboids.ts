import { type Dimension, dimensions } from "./facts.ts";

/**
 * A roll-up holds the same hours several times, each time with other dimensions told apart: none of them, each one, each
 * two, and all. A question reads the rows that tell apart just what it asks for, so that a year costs what its answer
 * has and not what callers, sources and prompts multiply to. (Gray et al., Data Cube, 1997.)
 */

/** Dimensions that rows tell apart, as bits: what PostgreSQL's `grouping(dimensions…)` leaves out of `everyDimension`. */
export const maskOf = (told: Iterable<Dimension>): number =>
  [...new Set(told)].reduce(
    (mask, name) => mask | (1 << (dimensions.length - 1 - dimensions.indexOf(name))),
    0,
  );

export const everyDimension = maskOf(dimensions);

/** Sets of dimensions: none and each one. */
export const singleDimensions: readonly Dimension[][] = [[], ...dimensions.map((name) => [name])];

/** Sets of dimensions: each two. Of days and weeks only; an hour has hardly fewer of them than rows of all dimensions. */
export const dimensionPairs: readonly Dimension[][] = dimensions.flatMap((one, index) =>
  dimensions.slice(index + 1).map((other) => [one, other]),
);

/** The mask of the fewest rows of a grain (hours that a row sums) that tell these dimensions apart. */
export function narrowestMask(told: Iterable<Dimension>, grain: number): number {
  const names = new Set(told);
  return names.size <= (grain === 1 ? 1 : 2) ? maskOf(names) : everyDimension;
}
