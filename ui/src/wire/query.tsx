/** Reading and changing through the wire, with what was read kept until a change of the vault makes it old. */
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { bearsOn } from "./bearing";
import { asFailure, type CallFailed, type CommandName, call, type Request, type Response } from "./call";
import { listen } from "./events";
import { eachRound } from "./rounds";
import { turns } from "./turns";
import type { Failure } from "./wire.gen";

/** How long what nobody shows any more is kept, for who comes back: reading it anew takes the program milliseconds. */
const KEPT_MS = 20_000;

/** What was read, kept in memory alone; nothing is tried again by itself, since a local program doesn't mend by waiting. */
export function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: KEPT_MS,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      // Its answer stands in the view that asked, as long as that is there.
      mutations: { retry: false, networkMode: "always", gcTime: 0 },
    },
  });
}

export interface Read<T> {
  data: T | undefined;
  failure: Failure | undefined;
  /** Nothing has been read yet. */
  loading: boolean;
  /** What is there answers the request before: the present one is still being read. */
  older: boolean;
  again(): void;
}

/** What is read anew goes one by one, with the next at hand: a change that a person makes meanwhile waits for no more. */
const inTurn = turns(2);
/** Commands whose work is long and not the vault's. What they answer is large, and kept only for who turns a page back. */
const LONG = /\.preview$/;
/** Commands that ask others than the vault, each time for longer than a person waits. */
const SLOW = /^vault\.keyring$/;

/** How long what was read by a command is kept without anybody showing it, where not as long as usual. */
function keptFor(name: string): { gcTime?: number } {
  if (LONG.test(name)) return { gcTime: 5_000 };
  return SLOW.test(name) ? { gcTime: 300_000 } : {};
}

/** Reads by a command and reads anew after each change of the vault. `when` false waits. */
export function useRead<Name extends CommandName>(
  name: Name,
  request: Request<Name>,
  options: { when?: boolean; keep?: boolean } = {},
): Read<Response<Name>> {
  const found = useQuery<Response<Name>, CallFailed>({
    queryKey: [name, request],
    queryFn: ({ client, queryKey }) => {
      const read = () => call(name, request);
      const anew = client.getQueryData(queryKey) !== undefined && !LONG.test(name);
      return anew ? inTurn(read) : read();
    },
    enabled: options.when ?? true,
    ...keptFor(name),
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData }),
  });
  return {
    data: found.data,
    failure: found.error ? asFailure(found.error) : undefined,
    loading: found.isPending && found.fetchStatus !== "idle",
    older: found.isPlaceholderData,
    again: () => void found.refetch(),
  };
}

export interface Change<Name extends CommandName> {
  /** Makes the change; a failure is thrown and also stands in `failure`. */
  run(request: Request<Name>): Promise<Response<Name>>;
  failure: Failure | undefined;
  busy: boolean;
  clear(): void;
}

/** Changes by a command. What was read before is read anew by the program's event, not by this. */
export function useChange<Name extends CommandName>(name: Name): Change<Name> {
  const made = useMutation<Response<Name>, CallFailed, Request<Name>>({ mutationFn: (request) => call(name, request) });
  return {
    run: (request) => made.mutateAsync(request),
    failure: made.error ? asFailure(made.error) : undefined,
    busy: made.isPending,
    clear: made.reset,
  };
}

/** Makes what was read old after each change of the vault that bears on it. Stands once, at the top of the window. */
export function useChangesOfTheVault(): void {
  const client = useQueryClient();
  useEffect(() => {
    const nameOf = (key: readonly unknown[]) => String(key[0]);
    // At once for what isn't shown, as it may be soon; what is shown waits for its round.
    const deaf = listen((event) => {
      if (event.event !== "changed") return;
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => bearsOn(event.action, nameOf(queryKey));
      void client.invalidateQueries({ predicate, refetchType: "none" });
    });
    const over = eachRound((touched) => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => touched(nameOf(queryKey)) });
    }, "other");
    return () => {
      deaf();
      over();
    };
  }, [client]);
}
