/** Settings on one page: this device at the left, the open vault beside it. Each panel reads and saves by itself; nothing waits for a button at the end. */
import { type ReactNode, useEffect, useRef } from "react";
import { ViewTools } from "../../kit";
import { usePlace } from "../../kit/place";
import { AboutPanel } from "./AboutPanel";
import { BackupPanel } from "./BackupPanel";
import { CheckPanel } from "./CheckPanel";
import { DevicePanel } from "./DevicePanel";
import { KeysPanel } from "./KeysPanel";
import { MappingsPanel } from "./MappingsPanel";
import { PersonPanel } from "./PersonPanel";
import { SigningKeyPanel } from "./SigningKeyPanel";
import { TextsPanel } from "./TextsPanel";
import { T } from "./texts";
import "./settings.css";

export function SettingsView() {
  return (
    <div className="settings">
      <ViewTools title={T.title} words={T.words} />
      <div className="page">
        <div className="settings-page">
          <div className="settings-side">
            <Part name="device">
              <DevicePanel />
            </Part>
            <Part name="about">
              <AboutPanel />
            </Part>
          </div>
          <div className="settings-side">
            <Part name="keys">
              <KeysPanel />
            </Part>
            <Part name="signing">
              <SigningKeyPanel />
            </Part>
            <Part name="backup">
              <BackupPanel />
            </Part>
            <Part name="person">
              <PersonPanel />
            </Part>
          </div>
          <div className="settings-side settings-more">
            <Part name="check">
              <CheckPanel />
            </Part>
            <Part name="texts">
              <TextsPanel />
            </Part>
            <Part name="mappings">
              <MappingsPanel />
            </Part>
          </div>
        </div>
      </div>
    </div>
  );
}

/** A part that somebody may come for: it is brought into sight and takes the focus. */
function Part({ name, children }: { name: string; children: ReactNode }) {
  const { part } = usePlace();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (part !== name) return;
    box.current?.scrollIntoView?.({ block: "start" });
    box.current?.focus({ preventScroll: true });
  }, [part, name]);
  return (
    <div ref={box} className="settings-part" tabIndex={-1}>
      {children}
    </div>
  );
}
