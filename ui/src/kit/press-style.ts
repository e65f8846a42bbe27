/** Keeps react-aria from putting its own style element into the page, which the content policy would refuse and report.
 *  It looks for an element of this id first; the rule itself stands in base.css. */
const ID = "react-aria-pressable-style";

if (typeof document !== "undefined" && !document.getElementById(ID)) {
  const mark = document.createElement("meta");
  mark.id = ID;
  document.head.append(mark);
}
