/** When the window tells beside of a change. */

/** How long after a change was drawn in its place the rest of the window tells of it, and how long one takes before that is worth
 *  words. What changes at the top of the window and at its foot within one frame has WebKit paint all that lies between:
 *  15 to 20 ms of processor time, where a cell alone takes 3. */
export const TOLD_MS = 150;
