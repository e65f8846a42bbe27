/** How the program looks and behaves on this device. Each change is saved and acts at once; none of it is kept in a vault. */
import { useState } from "react";
import { datesIn } from "../../audit";
import { FailureNote, Note, NumberField, Panel, RadioCards, Select, Skeleton, Switch } from "../../kit";
import { call } from "../../wire/call";
import { useDoing } from "../../wire/doing";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { DateFormat, Settings, Theme } from "../../wire/wire.gen";
import { T } from "./texts";

const D = T.device;

/** The frame listens for it: theme, text size and dates follow at once. */
const CHANGED = "vouchsafe-settings";

/** Sizes of the text in per cent. */
const ZOOMS = [100, 110, 125, 150, 175, 200];

export function DevicePanel() {
  const read = useRead("settings.show", {});
  return (
    <Panel title={D.title}>
      {read.failure ? (
        <FailureNote {...wordsFor(read.failure)} onRetry={read.again} />
      ) : read.data ? (
        <>
          {read.data.notice && <Note tone="high">{read.data.notice}</Note>}
          {!read.data.kept && <Note tone="calm">{D.notKept}</Note>}
          <DeviceForm saved={read.data.settings} onSaved={read.again} />
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </Panel>
  );
}

/** Minutes that the program takes. */
const fits = (minutes: number | null): minutes is number => minutes !== null && minutes >= 1 && minutes <= 60;

function DeviceForm({ saved, onSaved }: { saved: Settings; onSaved(): void }) {
  const doing = useDoing();
  const [shown, setShown] = useState(saved);
  const [minutes, setMinutes] = useState<number | null>(saved.idle_minutes);
  const save = async (part: Partial<Settings>) => {
    const before = shown;
    const next = { ...shown, ...part };
    setShown(next);
    const done = await doing.run(async () => {
      const kept = await call("settings.save", { settings: next });
      setShown(kept);
      setMinutes(kept.idle_minutes);
    });
    // What wasn't taken must not look as if it were.
    if (!done) setShown(before);
    window.dispatchEvent(new Event(CHANGED));
    onSaved();
  };
  const today = new Date().toLocaleDateString("sv-SE");
  const zooms = ZOOMS.includes(shown.text_zoom) ? ZOOMS : [...ZOOMS, shown.text_zoom].sort((a, b) => a - b);
  return (
    <div className="settings-form">
      <RadioCards<Theme>
        label={D.theme}
        inline
        value={shown.theme}
        onChange={(theme) => void save({ theme })}
        options={(["system", "light", "dark"] as const).map((value) => ({ value, label: D.themes[value] }))}
      />
      <div className="two">
        <Select
          label={D.zoom}
          value={String(shown.text_zoom)}
          choices={zooms.map((zoom) => ({ value: String(zoom), label: D.percent(zoom) }))}
          onChange={(zoom) => zoom !== null && void save({ text_zoom: Number(zoom) })}
        />
        <Select
          label={D.dates}
          value={shown.date_format}
          choices={(["iso", "day_first", "month_first"] as const).map((value) => ({
            value,
            label: datesIn(value, today).day(today),
          }))}
          onChange={(format) => format !== null && void save({ date_format: format as DateFormat })}
        />
      </div>
      <div className="two">
        <NumberField
          label={D.idle}
          hint={D.idleHint}
          value={minutes}
          onChange={setMinutes}
          onCommit={(value) => {
            if (fits(value) && value !== shown.idle_minutes) void save({ idle_minutes: value });
          }}
          // The bounds stand here: the field would hand on the last number that fitted, which isn't what stands in it.
          error={fits(minutes) ? undefined : D.idleBounds}
          whole
          unit={D.minutes}
        />
        <Select
          label={D.language}
          hint={D.languageHint}
          value={shown.language}
          choices={[{ value: "en", label: D.english }]}
          onChange={() => undefined}
        />
      </div>
      <Switch
        checked={shown.remember_vaults}
        onChange={(remember_vaults) => void save({ remember_vaults })}
        hint={D.rememberHint}
      >
        {D.remember}
      </Switch>
      {doing.failure && <FailureNote {...wordsFor(doing.failure)} />}
    </div>
  );
}
