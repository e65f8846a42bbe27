/** The one way to the program: a command by its name, typed by the generated wire. It never names a path. */
import { invoke } from "@tauri-apps/api/core";
import type { Failure, Wire } from "./wire.gen";

export type CommandName = keyof Wire;

/** A request as the window may write it: what may be null may also be left out, at every depth. */
export type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? { [K in keyof T as null extends T[K] ? never : K]: Loose<T[K]> } & {
        [K in keyof T as null extends T[K] ? K : never]?: Loose<T[K]>;
      }
    : T;

export type Request<Name extends CommandName> = Loose<Wire[Name]["request"]>;
export type Response<Name extends CommandName> = Wire[Name]["response"];

/** A command that failed, as something that can be thrown. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "CallFailed";
    this.failure = failure;
  }
}

/** What carries calls: the program, or in tests something that answers in its place. */
export interface Carrier {
  call(name: string, request: unknown): Promise<unknown>;
}

const program: Carrier = { call: (name, request) => invoke("call", { name, request }) };

let carrier: Carrier = program;

/** Has another carrier answer; for tests. Without one, the program answers again. */
export function carryBy(other?: Carrier): void {
  carrier = other ?? program;
}

const underWay = new Set<Promise<unknown>>();

/** Ends once each call that is under way now has its answer, good or bad. */
export async function answered(): Promise<void> {
  await Promise.allSettled([...underWay]);
}

/** Calls a command. Every failure is a `CallFailed`. */
export async function call<Name extends CommandName>(name: Name, request: Request<Name>): Promise<Response<Name>> {
  const answer = carry(name, request);
  underWay.add(answer);
  try {
    return (await answer) as Response<Name>;
  } catch (thrown) {
    throw thrown instanceof CallFailed ? thrown : new CallFailed(asFailure(thrown));
  } finally {
    underWay.delete(answer);
  }
}

/** A carrier that throws at once fails as one that throws later. */
async function carry(name: string, request: unknown): Promise<unknown> {
  return carrier.call(name, request);
}

/** The failure in whatever was thrown; what has no such form is a fault of the program. */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof CallFailed) return thrown.failure;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown)
    return thrown as Failure;
  return { code: "bug", message: String(thrown), field: null };
}
