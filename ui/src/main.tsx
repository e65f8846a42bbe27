/** The window's beginning: hears the program, then shows the shell. */
import "@fontsource-variable/inter/wght.css";
import "./kit/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Shell } from "./shell/Shell";
import { begin } from "./wire/events";
import { newClient } from "./wire/query";

const place = document.getElementById("root");
if (place === null) throw new Error("the page has no root");
await begin();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={newClient()}>
      <Shell />
    </QueryClientProvider>
  </StrictMode>,
);
