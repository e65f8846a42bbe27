/** What tests of views of work stand in: the window's surroundings with a place that can be gone to, over a program with given answers. Only tests use it. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { vi } from "vitest";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type { Person } from "../../wire/wire.gen";
import { DatesProvider } from "../date-format";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });

export const TODAY = "2026-11-21";

/** A made-up person. */
export function person(id: string, name: string): Person {
  return { id, revision: 1, name, role: "Control owner", side: "client", team: null, email: null };
}

export const PEOPLE = [person("p1", "Marta Duarte"), person("p2", "Glen Salter")];

/** Shows a view at a place; `went` holds where it went, and the view goes there. */
export function shownAt(view: ReactNode, place: Place): { went: Place[] } {
  const went: Place[] = [];
  render(
    <Around at={place} went={went}>
      {view}
    </Around>,
  );
  return { went };
}

function Around(props: { at: Place; went: Place[]; children: ReactNode }) {
  const [client] = useState(newClient);
  const [place, setPlace] = useState(props.at);
  const go = (to: Place) => {
    props.went.push(to);
    setPlace(to);
  };
  return (
    <QueryClientProvider client={client}>
      <EngagementShown value="eng-1">
        <PlaceProvider value={{ place, go }}>
          <DatesProvider format="iso" today={TODAY}>
            <ToastProvider>{props.children}</ToastProvider>
          </DatesProvider>
        </PlaceProvider>
      </EngagementShown>
    </QueryClientProvider>
  );
}
