/** What tests of this room stand in: an engagement, a fresh memory of reads, a day, and a place whose goings are kept. Only tests use it. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { vi } from "vitest";
import { type Place, PlaceProvider } from "../kit/place";
import { EngagementShown } from "../wire/engagement";
import { newClient } from "../wire/query";
import { DatesProvider } from "./date-format";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

/** The day of all tests here. */
export const TODAY = "2026-11-21";

/** Shows a part; `went` holds where it went. */
export function show(part: ReactNode): { went: Place[]; again(part: ReactNode): void } {
  const went: Place[] = [];
  const around = (inner: ReactNode) => <Around went={went}>{inner}</Around>;
  const shown = render(around(part));
  return { went, again: (next) => shown.rerender(around(next)) };
}

function Around({ went, children }: { went: Place[]; children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      <EngagementShown value="eng-1">
        <PlaceProvider value={{ place: { view: "matrix" }, go: (place) => went.push(place) }}>
          <DatesProvider format="iso" today={TODAY}>
            {children}
          </DatesProvider>
        </PlaceProvider>
      </EngagementShown>
    </QueryClientProvider>
  );
}
