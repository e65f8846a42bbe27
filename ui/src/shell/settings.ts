/** The settings of the device as the frame needs them: theme, text size and rail act at once. */
import { useCallback, useEffect, useState } from "react";
import { call } from "../wire/call";
import type { Settings } from "../wire/wire.gen";

const USUAL: Settings = {
  theme: "system",
  language: "en",
  idle_minutes: 10,
  date_format: "iso",
  remember_vaults: false,
  rail_collapsed: false,
  text_zoom: 100,
};

/** Told when the settings view has saved others. */
export const SETTINGS_CHANGED = "vouchsafe-settings";

/** The settings, and a way to change some of them. */
export function useSettings(): { shown: Settings; save(some: Partial<Settings>): Promise<void> } {
  const [shown, setShown] = useState(USUAL);
  useEffect(() => {
    const read = () =>
      void call("settings.show", {}).then(
        (found) => setShown(found.settings),
        () => undefined,
      );
    read();
    window.addEventListener(SETTINGS_CHANGED, read);
    return () => window.removeEventListener(SETTINGS_CHANGED, read);
  }, []);
  useEffect(() => {
    const root = document.documentElement;
    if (shown.theme === "system") delete root.dataset.theme;
    else root.dataset.theme = shown.theme;
    root.dataset.zoom = String(shown.text_zoom);
    root.style.zoom = String(shown.text_zoom / 100);
  }, [shown]);
  const save = useCallback(
    async (some: Partial<Settings>) => {
      const settings = { ...shown, ...some };
      setShown(settings);
      await call("settings.save", { settings });
    },
    [shown],
  );
  return { shown, save };
}
