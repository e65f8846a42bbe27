/** A program for tests: answers typed by the generated wire; a command that no answer was given for fails the test. */
import { CallFailed, type CommandName, carryBy, type Request, type Response } from "../wire/call";
import type { Code, Failure } from "../wire/wire.gen";

export type Answers = { [Name in CommandName]?: (request: Request<Name>) => Response<Name> | Promise<Response<Name>> };

export interface Asked {
  name: string;
  request: unknown;
}

/** Has these answers given from now on; gives the list of all that was asked. */
export function fakeWire(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  carryBy({
    async call(name, request) {
      asked.push({ name, request });
      const answer = answers[name as CommandName] as ((request: unknown) => unknown) | undefined;
      if (!answer) throw new CallFailed(failure("bug", `the test gives no answer for ${name}`));
      return answer(request);
    },
  });
  return asked;
}

/** A failure of that code. */
export function failure(code: Code, message = "", field: string | null = null): Failure {
  return { code, message, field };
}

/** An answer that fails with that code. */
export function fails(code: Code, message = ""): () => never {
  return () => {
    throw new CallFailed(failure(code, message));
  };
}
