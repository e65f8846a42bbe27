/** Prints the licence texts and notices of everything that the window's pages are made of: npm run --silent notices */
import { resolve } from "node:path";
import { notices } from "./notices.ts";
import { packagesOf } from "./packages.ts";

process.stdout.write(notices(await packagesOf(resolve(import.meta.dirname, ".."))));
