/** Made-up packets and the surroundings for this feature's tests. No client of anybody. */
import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { vi } from "vitest";
import { DatesProvider } from "../../audit/date-format";
import { SECTION } from "../../audit/words";
import { ToastProvider } from "../../kit";
import { type Place, PlaceProvider } from "../../kit/place";
import { type Answers, type Asked, fakeWire } from "../../testing/fakeWire";
import { EngagementShown } from "../../wire/engagement";
import { newClient } from "../../wire/query";
import type { Exported, Preflight, PreflightExhibit, PreflightPoint, Section, SigningKeys } from "../../wire/wire.gen";

// A machine that also compiles is slow; what fails must fail for another reason.
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 40_000 });

export const DIGEST = "ab".repeat(32);
/** In groups, as two people compare it. */
export const FINGERPRINT = Array<string>(16).fill("12ef").join(" ");

export const KEYS: SigningKeys = {
  present: {
    fingerprint: FINGERPRINT,
    pem: "-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----\n",
    key: {
      public_key: "cd".repeat(32),
      made_at: "2026-11-20T14:00:00Z",
      made_by: "Mara Ellison",
      replaced: null,
      signs: true,
    },
  },
  earlier: [],
};

export function exhibit(number: number, over: Partial<PreflightExhibit> = {}): PreflightExhibit {
  return {
    evidence: `EV-000${number}`,
    exhibit: `EX-00${number}`,
    title: `Exhibit ${number}`,
    state: "released",
    classification: "internal",
    files: 1,
    size: 1_200_000,
    pages: null,
    place: "shown",
    why: "",
    sensitive: false,
    ...over,
  };
}

export function point(over: Partial<PreflightPoint> = {}): PreflightPoint {
  return {
    kind: "missed",
    words: "CORE-24 missed 1 of 4 occurrences: 2026-Q2",
    cure: "no; it can’t be made up for",
    section: "period_calendar",
    noun: "control",
    reference: "CORE-24",
    ...over,
  };
}

const OUTSIDE: readonly Section[] = ["readiness", "gaps", "communication_plan"];

export const PREFLIGHT: Preflight = {
  number: "LO-2026-R2",
  up_to: 1180,
  sections: (Object.keys(SECTION) as Section[]).map((section) => ({
    section,
    title: SECTION[section],
    in_profile: !OUTSIDE.includes(section),
    included: !OUTSIDE.includes(section),
    refused: null,
    rows: OUTSIDE.includes(section) ? null : 12,
    what: "rows",
  })),
  exhibits: [
    exhibit(1),
    exhibit(2, { classification: "personal", sensitive: true }),
    exhibit(3, { place: "unreleased", why: "not released by the client" }),
    exhibit(4, { place: "listed_only", why: "too long to show" }),
  ],
  open_points: [
    point(),
    point({
      kind: "review",
      words: "No second person has reviewed this packet",
      cure: "yes",
      section: "how_to_read",
      noun: null,
      reference: null,
    }),
  ],
  sensitive: 1,
  part: null,
};

export const EXPORTED: Exported = {
  packet: {
    id: "p-1",
    number: "LO-2026-R2",
    form: "archive",
    profile: "auditor",
    at: "2026-11-20T14:33:00Z",
    volumes: [DIGEST],
    container: null,
    up_to: 1180,
    pages: 305,
    exhibits: 69,
    signed_by: "cd".repeat(32),
  },
  fingerprint: FINGERPRINT,
  names: ["LO-2026-R2-auditor.pdf"],
  size: 48_000_000,
  sizes: [48_000_000],
  open_points: 98,
  slip_sheets: 2,
  sensitive: ["EV-0002"],
};

/** What is found of a packet in one volume, beside its own checks. */
export const ALONE = { volume: null, others: [], together: [] };

export const FILE = { held: 7, name: "LO-2026-R2-auditor.pdf", size: null };

/** Answers that the view always asks for. */
export function answers(over: Answers = {}): Answers {
  return {
    "packet.list": () => [],
    "signing_key.show": () => KEYS,
    "packet.preflight": () => PREFLIGHT,
    "packet.preview": () => ({ kind: "not_shown", reason: "its pages are not drawn in tests" }),
    "file.destination": () => FILE,
    "file.choose": () => [FILE],
    "person.list": () => [],
    ...over,
  };
}

export interface Drawn {
  asked: Asked[];
  went: Place[];
  /** What was asked of a command, the newest last. */
  of(name: string): unknown[];
}

/** Shows a part, and follows where it goes. */
export function drawn(inner: ReactNode, given: Answers, start: Place = { view: "packets" }): Drawn {
  const asked = fakeWire(given);
  const went: Place[] = [];
  render(
    <Around start={start} went={went}>
      {inner}
    </Around>,
  );
  return { asked, went, of: (name) => asked.filter((one) => one.name === name).map((one) => one.request) };
}

function Around({ start, went, children }: { start: Place; went: Place[]; children: ReactNode }) {
  const [client] = useState(newClient);
  const [place, setPlace] = useState(start);
  const go = (to: Place) => {
    went.push(to);
    setPlace(to);
  };
  return (
    <QueryClientProvider client={client}>
      <DatesProvider format="iso" today="2026-11-21">
        <EngagementShown value="e1">
          <PlaceProvider value={{ place, go }}>
            <ToastProvider>{children}</ToastProvider>
          </PlaceProvider>
        </EngagementShown>
      </DatesProvider>
    </QueryClientProvider>
  );
}
