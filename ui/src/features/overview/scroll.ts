/** Scrolls the overview's own page and nothing around it: the window's frame never moves. */

/** Room over what is scrolled to, in px. */
const OVER = 12;

export function scrollPageTo(part: Element | null): void {
  const page = part?.closest(".page");
  if (!part || !page) return;
  page.scrollTop += part.getBoundingClientRect().top - page.getBoundingClientRect().top - OVER;
}
