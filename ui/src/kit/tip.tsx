/** Words that come on hover and focus of a button. Nothing that is needed stands only there. */
import type { ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import "./layers.css";

/** Wraps one button: `<Tip words="…"><Button …/></Tip>`. */
export function Tip({ words, children }: { words: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip className="tip" offset={6}>
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
