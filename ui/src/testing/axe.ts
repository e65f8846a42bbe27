/** Asks axe what is wrong with a part of the page. Contrast and layout can't be seen in the test page: those are checked in the window. */
import axe from "axe-core";

/** What axe finds, each as one line: rule and the element. */
export async function violations(root: Element = document.body): Promise<string[]> {
  const rules = { region: { enabled: false }, "color-contrast": { enabled: false } };
  const found = await axe.run(root, { rules, resultTypes: ["violations"] });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
}
