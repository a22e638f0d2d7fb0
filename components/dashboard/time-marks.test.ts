import { scaleBand, scaleLinear } from "d3-scale";
import { expect, test } from "vitest";
import { alonePoints, barsPath, linePath, seriesAt, stacked, stepsPath } from "./time-marks.ts";

const scales = {
  x: scaleBand<number>().domain([0, 1, 2]).range([0, 30]),
  y: scaleLinear().domain([0, 10]).range([100, 0]),
};

test("series stand on each other, and what is not there takes no room", () => {
  expect(
    stacked(
      [
        [1, 2],
        [null, 4],
      ],
      false,
    ),
  ).toEqual([
    [
      [0, 1],
      [0, 0],
    ],
    [
      [1, 3],
      [0, 4],
    ],
  ]);
});

test("shares of a bucket are of its own sum; an empty bucket has none", () => {
  const [first, second] = stacked(
    [
      [1, 3],
      [0, 0],
    ],
    true,
  );
  expect(first).toEqual([
    [0, 0.25],
    [0, 0],
  ]);
  expect(second).toEqual([
    [0.25, 1],
    [0, 0],
  ]);
});

test("bars are as wide as their bucket and left out where there is nothing", () => {
  const layer: [number, number][] = [
    [0, 5],
    [0, 0],
    [2, 4],
  ];
  expect(barsPath(layer, scales)).toBe("M0,100V50h10V100ZM20,80V60h10V80Z");
  expect(stepsPath(layer, scales)).toMatch(/^M5,50L10,50L10,100/);
});

test("the pointer is on the part of a bar that it is inside of, or on the line that it is near", () => {
  const values = [[2, 3] as const];
  const bars = { values, layers: stacked(values, false), y: scales.y };
  // 2 ends at 80 pixels from the top, 3 more at 50.
  expect([90, 70, 30].map((pointer) => seriesAt(bars, 0, pointer))).toEqual([0, 1, null]);
  const lines = { values: [[2, null, 8] as const], layers: [], y: scales.y };
  expect([78, 25, 50].map((pointer) => seriesAt(lines, 0, pointer))).toEqual([0, 2, null]);
  expect(seriesAt({ values: [[null]], layers: [], y: scales.y }, 0, 50)).toBeNull();
});

test("a line breaks at a gap, and a value between two gaps is a point", () => {
  const values = [1, 2, null, 4, null];
  const wide = { ...scales, x: scaleBand<number>().domain(values.keys()).range([0, 50]) };
  expect(linePath(values, wide)).toBe("M5,90L15,80M35,60Z");
  expect(alonePoints(values, wide)).toEqual([{ cx: 35, cy: 60 }]);
});
