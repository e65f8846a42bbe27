/** The top bar: which engagement is shown and how long it has, the way to the palette, the lock. */
import { useDates } from "../audit/date-format";
import { Button, Icon, KeyHint, MenuButton } from "../kit";
import type { Engagement } from "../wire/wire.gen";
import { periodWords, timeLeft } from "./period";
import { TEXTS } from "./texts";

interface Props {
  client: string;
  shown: Engagement | undefined;
  engagements: Engagement[];
  today: string;
  onShow(id: string): void;
  onSearch(): void;
  onLock(): void;
}

/** The bar at the top. */
export function TopBar({ client, shown, engagements, today, onShow, onSearch, onLock }: Props) {
  const dates = useDates();
  return (
    <header className="top">
      <MenuButton
        button={{
          className: "switch",
          after: "chevron-down",
          disabled: engagements.length === 0,
          children: (
            <>
              <b>{client}</b>
              <span className="dim">{shown ? periodWords(shown.kind, dates) : TEXTS.noEngagement}</span>
            </>
          ),
        }}
        label={TEXTS.engagements}
        entries={engagements.map((one) => ({
          id: one.id,
          label: one.title,
          hint: periodWords(one.kind, dates),
          checked: one.id === shown?.id,
          onPress: () => onShow(one.id),
        }))}
      />
      {shown && (
        <p className="left">
          <Icon name="clock" />
          <TimeLeft engagement={shown} today={today} />
        </p>
      )}
      <button type="button" className="search" onClick={onSearch} data-do="palette">
        <Icon name="search" />
        <span className="grow">{TEXTS.search}</span>
        <KeyHint keys="Ctrl K" />
      </button>
      <Button icon="lock" keys="Ctrl L" onPress={onLock}>
        {TEXTS.lock}
      </Button>
    </header>
  );
}

function TimeLeft({ engagement, today }: { engagement: Engagement; today: string }) {
  const { period, fieldwork } = timeLeft(engagement, today);
  return (
    <span>
      {period !== undefined &&
        (period < 0 ? (
          TEXTS.periodOver
        ) : (
          <>
            <b>{TEXTS.daysLeft(period)}</b> {TEXTS.leftInPeriod}
          </>
        ))}
      {period !== undefined && " · "}
      {fieldwork === undefined
        ? TEXTS.noFieldwork
        : fieldwork <= 0
          ? TEXTS.fieldworkRuns
          : TEXTS.fieldworkIn(fieldwork)}
    </span>
  );
}
