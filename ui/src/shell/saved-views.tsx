/** The saved views of all lists, kept in the vault: read once, handed to every grid by its name. It keeps nothing on the device. */
import { type ReactNode, useMemo } from "react";
import { type GridViews, GridViewsProvider } from "../kit";
import { asFailure, call } from "../wire/call";
import { wordsFor } from "../wire/failures";
import { useRead } from "../wire/query";
import { layoutOf, viewOf } from "./layout";

/** Words for what failed; what is kept now is read anew after a success. */
const said = (act: Promise<unknown>, again: () => void) =>
  act.then(
    () => {
      again();
      return undefined;
    },
    (thrown) => wordsFor(asFailure(thrown)),
  );

/** Stands once around the frame's content. */
export function SavedViews({ children }: { children: ReactNode }) {
  const { data, failure, again } = useRead("saved_view.list", {});
  const viewsOf = useMemo(
    () =>
      (list: string): GridViews => ({
        list: data?.filter((one) => one.list === list).flatMap((one) => viewOf(one.name, one.layout) ?? []),
        ...(failure ? { failed: wordsFor(failure) } : {}),
        save: (view) => said(call("saved_view.save", { list, name: view.name, layout: layoutOf(view) }), again),
        remove: (name) => said(call("saved_view.remove", { list, name }), again),
      }),
    [data, failure, again],
  );
  return <GridViewsProvider viewsOf={viewsOf}>{children}</GridViewsProvider>;
}
