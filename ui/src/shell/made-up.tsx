/** Made-up surroundings for the tests of the frame. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { DatesProvider } from "../audit/date-format";
import { ToastProvider } from "../kit";
import { type Place, PlaceProvider } from "../kit/place";
import { EngagementShown } from "../wire/engagement";
import { newClient } from "../wire/query";
import type { Engagement, SearchHit, VaultStatus } from "../wire/wire.gen";

export function engagement(over: Partial<Engagement> = {}): Engagement {
  return {
    id: "e1",
    title: "SOC 2 Type II 2026",
    kind: { kind: "type_ii", period: { from: "2026-01-01", to: "2026-12-31" } },
    fieldwork_from: "2027-01-18",
    report_due: null,
    ...over,
  } as Engagement;
}

export function status(over: Partial<VaultStatus> = {}): VaultStatus {
  return {
    head: { seq: 1185, short_hash: "f59a6cad…85ba5222" } as VaultStatus["head"],
    size: 19_700_000,
    client: "Orchard Ltd",
    person: "Ana",
    condition: { condition: "sound" },
    schema: 2,
    changes: 0,
    unsaved: 0,
    backup: { last: null, days: null, due: false },
    ...over,
  };
}

export function hit(over: Partial<SearchHit> = {}): SearchHit {
  return {
    noun: "control",
    id: "c47",
    reference: "CORE-47",
    title: "Backup and restore monitoring",
    engagement: "e1",
    state: "",
    file: null,
    snippet: [
      { text: "Backups", hit: true },
      { text: " run daily.", hit: false },
    ],
    ...over,
  };
}

/** Draws a part of the frame; `went` holds where it went. */
export function drawn(part: ReactNode, format: "iso" | "day_first" = "iso"): Place[] {
  const went: Place[] = [];
  render(
    <QueryClientProvider client={newClient()}>
      <DatesProvider format={format} today="2026-11-21">
        <EngagementShown value="e1">
          <PlaceProvider value={{ place: { view: "overview" }, go: (to) => went.push(to) }}>
            <ToastProvider>{part}</ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>,
  );
  return went;
}
