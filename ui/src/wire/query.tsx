/** Reading and changing through the wire, with what was read kept until a change of the vault makes it old. */
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { asFailure, type CallFailed, type CommandName, call, type Request, type Response } from "./call";
import { listen } from "./events";
import type { Failure } from "./wire.gen";

/** What was read, kept in memory alone; nothing is tried again by itself, since a local program doesn't mend by waiting. */
export function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export interface Read<T> {
  data: T | undefined;
  failure: Failure | undefined;
  /** Nothing has been read yet. */
  loading: boolean;
  again(): void;
}

/** Reads by a command and reads anew after each change of the vault. `when` false waits. */
export function useRead<Name extends CommandName>(
  name: Name,
  request: Request<Name>,
  options: { when?: boolean; keep?: boolean } = {},
): Read<Response<Name>> {
  const found = useQuery<Response<Name>, CallFailed>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    enabled: options.when ?? true,
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData }),
  });
  return {
    data: found.data,
    failure: found.error ? asFailure(found.error) : undefined,
    loading: found.isPending && found.fetchStatus !== "idle",
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

/** Makes all that was read old after each change of the vault. Stands once, at the top of the window. */
export function useChangesOfTheVault(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listen((event) => {
        if (event.event === "changed") void client.invalidateQueries();
      }),
    [client],
  );
}
