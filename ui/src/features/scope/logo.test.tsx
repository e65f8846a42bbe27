/** Tests of the logos and the firm's letterhead: what is shown, asked for, refused and taken back. */
import { configure, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { violations } from "../../testing/axe";
import { type Answers, type Asked, failure, fakeWire } from "../../testing/fakeWire";
import { CallFailed } from "../../wire/call";
import { ANSWERS, CLIENT, draw, ENGAGEMENT, overview } from "./made-up";
import { ScopeView } from "./ScopeView";

configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 60_000 });

const SHOWN = { picture: 4, vector: false, width: 900, height: 300 };

function at(part: string, over: Answers) {
  const asked = fakeWire({ ...ANSWERS, "file.choose": () => [{ held: 9, name: "logo.png", size: 100 }], ...over });
  draw(<ScopeView />, { view: "scope", part });
  return asked;
}

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
async function sent(asked: Asked[], name: string) {
  await waitFor(() => expect(asked.some((one) => one.name === name)).toBe(true));
  return asked.find((one) => one.name === name)?.request;
}

describe("a logo", () => {
  it("of the client is set from a picture that was chosen", async () => {
    const asked = at("client", { "client.set_logo": () => CLIENT });
    expect(await screen.findByText("None is set. A PNG or JPEG picture can be.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Remove" })).toBeNull();
    await press("Choose a picture…");
    expect(await sent(asked, "client.set_logo")).toEqual({ file: 9 });
    expect(await screen.findByText("The logo was set.")).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("is shown whole, by its handle, and removed", async () => {
    const asked = at("client", { "client.logo": () => SHOWN, "client.remove_logo": () => CLIENT });
    const picture = await screen.findByRole("img", { name: "Logo of Larkfield Outfitters Ltd" });
    expect(picture.getAttribute("src")).toBe("picture://localhost/4");
    expect([picture.getAttribute("width"), picture.getAttribute("height")]).toEqual(["192", "64"]);
    await press("Remove");
    expect(await sent(asked, "client.remove_logo")).toEqual({});
    expect(await screen.findByText("The logo was removed.")).toBeTruthy();
  });

  it("that is no picture is refused with the reason, and nothing is asked where none was chosen", async () => {
    const asked = at("engagement", {
      "engagement.set_logo": () => {
        throw new CallFailed(failure("invalid", "must be a PNG or JPEG picture", "file"));
      },
    });
    await press("Choose a picture…");
    expect(await sent(asked, "engagement.set_logo")).toEqual({ engagement: "e1", file: 9 });
    expect(await screen.findByText(/must be a PNG or JPEG picture/)).toBeTruthy();
    const none = at("client", { "file.choose": () => [] });
    await userEvent.click((await screen.findAllByRole("button", { name: "Choose a picture…" })).at(-1) as HTMLElement);
    expect(none.some((one) => one.name === "client.set_logo")).toBe(false);
  });
});

describe("the firm's letterhead", () => {
  it("is saved by what was changed, and a colour is taken back by emptying it", async () => {
    const branded = { ...ENGAGEMENT, firm_colour: "#0b3d91" };
    const asked = at("engagement", {
      "engagement.show": () => overview({ firm_colour: "#0b3d91" }),
      "engagement.edit": () => branded,
    });
    const colour = await screen.findByRole("textbox", { name: "Firm’s colour" });
    expect(colour).toHaveProperty("value", "#0b3d91");
    await userEvent.clear(colour);
    await userEvent.type(
      screen.getByRole("textbox", { name: "Firm’s line at the foot of each page" }),
      "12 Quay Street",
    );
    await press("Save");
    expect(await sent(asked, "engagement.edit")).toEqual({
      engagement: "e1",
      facts: { firm_colour: null, firm_footer: "12 Quay Street" },
    });
  });

  it("has a colour that can be read: another is refused beside its field", async () => {
    at("engagement", {
      "engagement.edit": () => {
        const rule = "must have a contrast to white of 4.5:1 at least (WCAG 2.2, 1.4.3); this one has 1.5:1";
        throw new CallFailed(failure("invalid", rule, "firm_colour"));
      },
    });
    await userEvent.type(await screen.findByRole("textbox", { name: "Firm’s colour" }), "#ffcc00");
    await press("Save");
    expect((await screen.findAllByText(/this one has 1.5:1/)).length).toBeGreaterThan(0);
  });
});
