import type { Runtime } from "#lib/core/runtime.ts";
import type { Draw } from "#samples/draw.ts";
import { idAt } from "#samples/id-at.ts";

let made = 0;

/** The outside world at a moment of the past: what waits there costs no time, and ids are of that moment. */
export class SampleClock implements Runtime {
  readonly #draw: Draw;
  readonly #beganMs = performance.now();
  #atMs: number;

  constructor(atMs: number, draw: Draw) {
    this.#atMs = atMs;
    this.#draw = draw;
  }

  /** Lets time pass. */
  advance(ms: number): void {
    this.#atMs += ms;
  }

  now = () => new Date(Math.floor(this.#atMs + performance.now() - this.#beganMs));
  elapsedMs = () => this.#atMs + performance.now() - this.#beganMs;
  random = () => this.#draw.fraction();
  sleep = async (ms: number) => this.advance(ms);
  newId = (prefix: string) => {
    made += 1;
    return idAt(prefix, this.now().getTime(), made);
  };
}
