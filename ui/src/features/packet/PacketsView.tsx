/** The packets view: a new packet, those that were exported, verifying one. It writes nothing by itself: each packet is the person's act. */

import { useState } from "react";
import { Button, ViewSwitch, ViewTools } from "../../kit";
import { useGo, usePlace } from "../../kit/place";
import { useRead } from "../../wire/query";
import type { Chosen } from "../../wire/wire.gen";
import { Exported } from "./Exported";
import { NewPacket } from "./NewPacket";
import { useRun } from "./store";
import { T } from "./texts";
import { Verify } from "./Verify";
import "./packet.css";

type Part = "export" | "exported" | "verify";

export function PacketsView() {
  const place = usePlace();
  const go = useGo();
  const run = useRun();
  const list = useRead("packet.list", {});
  const [file, setFile] = useState<Chosen>();
  const part: Part = place.part === "exported" || place.part === "verify" ? place.part : "export";
  const to = (next: Part) => go({ view: "packets", part: next });
  const verify = (chosen: Chosen) => {
    setFile(chosen);
    to("verify");
  };
  const writing = run && !run.exported && !run.failure;
  return (
    <div className="packets">
      <ViewTools
        title={T.title}
        end={
          writing && part !== "export" ? (
            <Button kind="quiet" icon="clock" onPress={() => to("export")}>
              {T.writing(run.number)}
            </Button>
          ) : undefined
        }
      >
        <ViewSwitch<Part>
          label={T.views}
          tabs={[
            { id: "export", label: T.newPacket },
            { id: "exported", label: T.exported, count: list.data?.length },
            { id: "verify", label: T.verify },
          ]}
          value={part}
          onChange={to}
        />
      </ViewTools>
      {part === "export" && <NewPacket onVerify={verify} />}
      {part === "exported" && <Exported list={list} onNew={() => to("export")} onFile={verify} />}
      {part === "verify" && <Verify file={file} onFile={setFile} packets={list.data ?? []} />}
    </div>
  );
}
