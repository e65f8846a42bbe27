/** What every component test begins with: a page that is emptied after each test. */
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// The test page has no CSS object; layers look elements up by escaped names.
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, (mark) => `\\${mark}`) } as typeof CSS;
