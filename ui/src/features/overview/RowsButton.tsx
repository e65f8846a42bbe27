/** A number that goes to the rows behind it. Without rows it is only read. */
import type { ReactNode } from "react";
import { placeOfMany } from "../../audit/link";
import { Button } from "../../kit";
import { useGo } from "../../kit/place";
import type { RowsLink } from "../../wire/wire.gen";
import { T } from "./texts";

export function RowsButton(props: {
  link: RowsLink;
  /** What the rows have in common, for the view that shows them. */
  only: string;
  /** The number's name, where the words inside don't say it. */
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  const go = useGo();
  const { link, only } = props;
  if (link.ids.length === 0) return <span className={props.className}>{props.children}</span>;
  const words = link.more > 0 ? T.firstOf(only, link.ids.length) : only;
  return (
    <Button
      kind="link"
      className={`rows ${props.className ?? ""}`.trim()}
      label={props.label}
      onPress={() => go(placeOfMany(link.noun, link.ids, words))}
    >
      {props.children}
    </Button>
  );
}
