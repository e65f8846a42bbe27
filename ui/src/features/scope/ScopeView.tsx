/** What the work is about, in parts: client, system, engagement, criteria, surfaces, organisations, people. It draws the frame; each part reads and saves by itself. */
import { type ComponentType, useState } from "react";
import { Button, Pill, ViewSwitch, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useEngagementOrNone } from "../../wire/engagement";
import { ClientPart } from "./ClientPart";
import { CriteriaPart } from "./CriteriaPart";
import { EngagementPart } from "./EngagementPart";
import { OrganisationsPart } from "./OrganisationsPart";
import { PeoplePart } from "./PeoplePart";
import { RolledDialog } from "./RolledDialog";
import { StartDialog, StartPage } from "./StartEngagement";
import { SurfacesPart } from "./SurfacesPart";
import { SystemPart } from "./SystemPart";
import { T } from "./texts";
import "./scope.css";

const PARTS = ["client", "system", "engagement", "criteria", "surfaces", "organisations", "people"] as const;
type Part = (typeof PARTS)[number];

/** What each part draws, and whether there is anything to draw before an engagement is there. */
const OF: Record<Part, { shows: ComponentType; always: boolean }> = {
  client: { shows: ClientPart, always: true },
  system: { shows: SystemPart, always: false },
  engagement: { shows: EngagementPart, always: false },
  criteria: { shows: CriteriaPart, always: false },
  surfaces: { shows: SurfacesPart, always: true },
  organisations: { shows: OrganisationsPart, always: false },
  people: { shows: PeoplePart, always: true },
};

const isPart = (name: string | undefined): name is Part => PARTS.some((part) => part === name);

export function ScopeView() {
  const place = usePlace();
  const go = useGo();
  const engagement = useEngagementOrNone();
  const [starting, setStarting] = useState(false);
  // Where nothing drives the place (as in a test of this view alone) the switch still works.
  const [own, setOwn] = useState<Part>();
  const [came, setCame] = useState(place.part);
  if (came !== place.part) {
    setCame(place.part);
    setOwn(undefined);
  }
  const part: Part = own ?? (isPart(place.part) ? place.part : "engagement");
  const { shows: Shown, always } = OF[part];
  const open = (next: Part) => {
    setOwn(next);
    go({ view: "scope", part: next });
  };
  return (
    <div className="scope">
      <ViewTools
        title={T.title}
        end={
          engagement !== null &&
          part === "engagement" && (
            <Button changes kind="quiet" icon="plus" onPress={() => setStarting(true)}>
              {T.start.another}
            </Button>
          )
        }
      >
        <ViewSwitch<Part>
          label={T.parts.label}
          tabs={PARTS.map((id) => ({ id, label: T.parts[id] }))}
          value={part}
          onChange={open}
        />
        {place.ids && (
          <Pill removeLabel={T.clearOnly} onRemove={() => go({ view: "scope", part })}>
            {T.only(place.only ?? "")}
          </Pill>
        )}
      </ViewTools>
      {engagement === null && !always ? <StartPage /> : <Shown key={`${part} ${engagement ?? ""}`} />}
      {starting && <StartDialog onClose={() => setStarting(false)} />}
      <RolledDialog />
    </div>
  );
}
