/** Tests of waiting for a turn: so many at once, in their order, and of what is asked anew only the newest. */
import { expect, test } from "vitest";
import { newest, turns } from "./turns";

/** Work that the test ends. */
function work() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const fails: (() => void)[] = [];
  const act = (number: number) => () =>
    new Promise<number>((end, fail) => {
      begun.push(number);
      ends[number] = () => end(number);
      fails[number] = () => fail(new Error(String(number)));
    });
  return { begun, ends, fails, act };
}

const soon = () => new Promise((done) => setTimeout(done, 0));

test("no more than so many at once, the others in their order, whatever fails", async () => {
  const { begun, ends, fails, act } = work();
  const inTurn = turns(2);
  const all = [0, 1, 2, 3].map((number) => inTurn(act(number)).catch((thrown: Error) => thrown.message));
  await soon();
  expect(begun).toEqual([0, 1]);
  fails[1]?.();
  await soon();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await soon();
  ends[2]?.();
  ends[3]?.();
  expect(await Promise.all(all)).toEqual([0, "1", 2, 3]);
});

test("the newest takes the place of what waits, and begins though the one before failed", async () => {
  const { begun, fails, ends, act } = work();
  const ask = newest();
  for (const number of [0, 1, 2, 3]) ask(act(number));
  expect(begun).toEqual([0]);
  fails[0]?.();
  await soon();
  expect(begun).toEqual([0, 3]);
  ends[3]?.();
  await soon();
  ask(act(4));
  expect(begun).toEqual([0, 3, 4]);
});
