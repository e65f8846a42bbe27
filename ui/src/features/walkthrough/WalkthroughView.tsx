/** The walkthrough: controls are chosen, then presented one a page. It shows nothing that an auditor's packet wouldn't. */
import { useEffect, useState } from "react";
import { Button, EmptyState } from "../../kit";
import { useGo } from "../../kit/place";
import { useEngagementOrNone } from "../../wire/engagement";
import { Choose } from "./Choose";
import { Present } from "./Present";
import { T } from "./texts";
import "./walkthrough.css";

export function WalkthroughView() {
  const go = useGo();
  const engagement = useEngagementOrNone();
  const [chosen, setChosen] = useState<string[]>();
  const leave = () => go({ view: "overview" });
  useOwnKeys();
  if (engagement === null) {
    return (
      <main className="present-none">
        <EmptyState
          icon="present"
          title={T.none}
          words={T.noneWords}
          action={<Button onPress={leave}>{T.back}</Button>}
        />
      </main>
    );
  }
  if (chosen === undefined) return <Choose engagement={engagement} onStart={setChosen} onLeave={leave} />;
  return <Present engagement={engagement} controls={chosen} onLeave={leave} />;
}

/** Keys of the frame that would do something behind what is presented: the palette, and undoing. */
function useOwnKeys() {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea");
      if (key !== "k" && (key !== "z" || inField)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", pressed, { capture: true });
    return () => window.removeEventListener("keydown", pressed, { capture: true });
  }, []);
}
