/** The view over a made-up program, for this feature's tests alone. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { DatesProvider } from "../../audit";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { CallFailed, type CommandName, type Request, type Response } from "../../wire/call";
import { EngagementShown } from "../../wire/engagement";
import { tellAll } from "../../wire/events";
import { newClient } from "../../wire/query";
import type { EvidenceItem } from "../../wire/wire.gen";
import { EvidenceView } from "./EvidenceView";
import { type chosen, evidence, line, PEOPLE, preview, sheet } from "./made-up";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });

/** What the program answers, as the wire of the tests takes it. */
export type Answers = { [Name in CommandName]?: (request: Request<Name>) => Response<Name> | Promise<Response<Name>> };

/** What was asked. */
interface Asked {
  name: string;
  request: unknown;
}

export const LISTING = evidence(1, {
  kind: "population",
  title: "Q3 user listing",
  collected_by: "",
  captured_at: null,
});
export const TICKET = evidence(2, { title: "Q3 removal tickets" });
export const POLICY = evidence(3, {
  title: "Access policy",
  state: { state: "accepted" },
  reviewed: { by: "p1", at: "2026-11-20T15:00:00Z" },
});

function answers(items: EvidenceItem[], over: Answers = {}): Answers {
  const one = (named: string) => {
    const found = items.find((item) => item.id === named || `EV-000${item.number}` === named);
    if (!found) throw new CallFailed({ code: "not_found", message: named, field: null });
    return found;
  };
  return {
    "evidence.page": ({ query }) => {
      const rows = items.map((item) => line(item, item === LISTING ? 9 : 0));
      return { total: rows.length, all: items.length, offset: query.offset, rows };
    },
    "evidence.show": ({ evidence: named }) => sheet(one(named)),
    "evidence.preview": ({ evidence: named }) => preview(one(named)),
    "person.list": () => PEOPLE,
    "vault.status": () => ({
      head: null,
      size: 1,
      client: "Larkfield",
      person: "Tomas Lindqvist",
      condition: { condition: "sound" },
      schema: 2,
      changes: 0,
      unsaved: 0,
      backup: { last: null, days: null, due: false },
    }),
    "request.list": () => [],
    "gap.page": () => ({ total: 0, all: 0, offset: 0, rows: [] }),
    "record.history": () => [],
    "unsaved.list": () => [],
    "unsaved.keep": () => null,
    "unsaved.forget": () => null,
    "job.cancel": () => null,
    "file.again": ({ held }) => held + 100,
    ...over,
  };
}

/** Draws the view over a program that answers so. The wire of the tests is handed in by them. */
export function draw(
  wire: (answers: Answers) => Asked[],
  items: EvidenceItem[],
  over: Answers = {},
  place: Place = { view: "evidence" },
) {
  const asked = wire(answers(items, over));
  const went: Place[] = [];
  render(
    <QueryClientProvider client={newClient()}>
      <EngagementShown value="eng-1">
        <PlaceProvider value={{ place, go: (to) => went.push(to) }}>
          <DatesProvider format="iso" today="2026-11-21">
            <ToastProvider>
              <EvidenceView />
            </ToastProvider>
          </DatesProvider>
        </PlaceProvider>
      </EngagementShown>
    </QueryClientProvider>,
  );
  return { asked, went, user: userEvent.setup() };
}

/** The requests of one command, in order. */
export const requests = (asked: Asked[], name: string) =>
  asked.filter((one) => one.name === name).map((one) => one.request);
/** The inspector of that title. */
export const inspector = (title: string) => screen.findByRole("complementary", { name: title });
/** Files come down on the window. */
export const drop = (...files: ReturnType<typeof chosen>[]) => tellAll({ event: "files_dropped", files, x: 10, y: 10 });

/** The test page has no layout: what lies under the pointer is the view itself. */
export function underPointer(selector: string) {
  document.elementFromPoint = () => document.querySelector(selector);
}
