import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PanelBench, type PanelOptions, type PanelPage } from "../../support/panel/panelPage.ts";
import type { ThemeName } from "../../support/panel/themes.ts";
import { lifeOf, videoView } from "../../support/panel/views.ts";
import type { PanelState } from "../../../src/shared/panelProtocol.ts";

const issuedAt = 1_763_538_843;
const expiresAt = 1_763_571_243;
const hostile = [
  "<img src=x onerror=\"document.title='owned'\">",
  "</script><script>document.title='owned'</script>",
  "[x](command:workbench.action.terminal.new)",
  "invoice\u202Egpj.exe",
];

let bench: PanelBench;
beforeAll(async () => {
  bench = await PanelBench.start();
});
afterAll(() => bench.stop());

async function withPanel(options: PanelOptions, use: (panel: PanelPage) => Promise<void>): Promise<void> {
  const panel = await bench.open(options);
  try {
    await use(panel);
    expect(panel.problems).toEqual([]);
  } finally {
    await panel.close();
  }
}

function show(panel: PanelPage, state: PanelState): Promise<void> {
  return panel.send({ type: "state", state });
}

describe("the panel's accessibility", () => {
  const looks: readonly (PanelOptions & { readonly theme: ThemeName })[] = [
    { theme: "dark" },
    { theme: "light" },
    { theme: "high-contrast-dark" },
    { theme: "high-contrast-light" },
    { theme: "dark", width: 240 },
    { theme: "light", forcedColors: true },
  ];
  const error: PanelState = {
    kind: "error",
    heading: "335811572470048",
    problem: {
      title: "The file could not be retrieved",
      message: "invalid api key",
      remedy: "Enter the key again.",
      actions: [{ id: "retrieve", label: "Try Again" }],
    },
  };
  const states: readonly PanelState[] = [
    { kind: "ready", view: videoView() },
    { kind: "stale", notice: "As of yesterday.", view: videoView() },
    { kind: "loading", heading: "335811572470048", notice: "Retrieving…" },
    error,
  ];

  it.each(looks)("has no axe violation in any state: $theme $width $forcedColors", async (look) => {
    await withPanel({ ...look, now: issuedAt * 1000 }, async (panel) => {
      for (const state of states) {
        await show(panel, state);
        expect(await panel.violations(), state.kind).toEqual([]);
      }
    });
  });

  it.each([240, 320, 700])("never needs sideways scrolling, at a width of %d pixels", async (width) => {
    await withPanel({ width }, async (panel) => {
      const long = "long".repeat(60);
      await show(panel, { kind: "ready", view: videoView({ filename: long, purpose: long }) });
      await panel.page.click("summary");
      const overflow = await panel.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  });

  const ordinaryAndHighContrast = ["dark", "high-contrast-dark"] as const;

  it.each(ordinaryAndHighContrast)("reaches every control by key and shows the focus: %s", async (theme) => {
    await withPanel({ theme }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const reached: string[] = [];
      for (;;) {
        await panel.page.keyboard.press("Tab");
        const focus = await panel.page.evaluate(() => {
          const focused = document.activeElement ?? document.body;
          return {
            name: focused === document.body ? "" : (focused.getAttribute("data-key") ?? focused.tagName),
            outline: getComputedStyle(focused).outlineStyle,
          };
        });
        if (focus.name === "" || reached.includes(focus.name)) {
          break;
        }
        expect(focus.outline, focus.name).toBe("solid");
        reached.push(focus.name);
      }
      expect(reached).toEqual([
        "action-download",
        "action-open",
        "action-openExternally",
        "action-watch",
        "action-delete",
        "copy-id",
        "copy-createdAt",
        "copy-requestId",
        "action-copyLink",
        "action-copyCurl",
        "action-retrieve",
        "action-verify",
        "SUMMARY",
      ]);
    });
  });

  it("presses a button with Enter and with Space, once each and without scrolling the page", async () => {
    await withPanel({ height: 300 }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      await panel.page.getByRole("button", { name: "Download" }).focus();
      await panel.page.keyboard.press("Enter");
      await panel.page.keyboard.press("Space");
      expect(await panel.posted()).toEqual([
        { type: "ready" },
        { type: "action", id: "download" },
        { type: "action", id: "download" },
      ]);
      expect(await panel.page.evaluate(() => window.scrollY)).toBe(0);
    });
  });

  it("keeps a button that cannot be used reachable, says why, and does nothing", async () => {
    await withPanel({}, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const button = panel.page.getByRole("button", { name: "Delete…" });
      await button.focus();
      await panel.page.keyboard.press("Enter");
      await panel.page.keyboard.press("Space");
      await button.dispatchEvent("click");
      expect(await panel.posted()).toEqual([{ type: "ready" }]);
      const described = await button.evaluate(
        (node) => document.getElementById(node.getAttribute("aria-describedby") ?? "")?.textContent,
      );
      expect(described).toBe("CometAPI does not offer deleting files.");
    });
  });

  it("keeps the focus and what is unfolded when a new state arrives", async () => {
    await withPanel({}, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      await panel.page.click("summary");
      await panel.page.getByRole("button", { name: "Refresh Link" }).focus();
      await show(panel, { kind: "stale", notice: "As of yesterday.", view: videoView() });
      const now = await panel.page.evaluate(() => ({
        focused: document.activeElement?.getAttribute("data-key"),
        unfolded: document.querySelector("details")?.open,
      }));
      expect(now).toEqual({ focused: "action-retrieve", unfolded: true });
    });
  });

  it("stands still for those who asked for less motion, the system or VS Code", async () => {
    const moving = (panel: PanelPage): Promise<number> =>
      panel.page.evaluate(() => document.getAnimations().length);
    const loading: PanelState = { kind: "loading", heading: "1", notice: "Retrieving…" };
    await withPanel({ reducedMotion: true }, async (panel) => {
      await show(panel, loading);
      expect(await moving(panel)).toBe(0);
    });
    await withPanel({}, async (panel) => {
      await show(panel, loading);
      expect(await moving(panel)).toBe(1);
      await panel.page.evaluate(() => {
        document.body.classList.add("vscode-reduce-motion");
      });
      expect(await moving(panel)).toBe(0);
    });
  });
});

describe("the panel's look", () => {
  const styleOf = (panel: PanelPage, selector: string, property: string): Promise<string> =>
    panel.page.evaluate(
      ([of, name]) => {
        const found = document.querySelector(of!);
        return found === null ? "" : getComputedStyle(found).getPropertyValue(name!);
      },
      [selector, property],
    );
  const backgroundOf = (panel: PanelPage, key: string): Promise<string> =>
    styleOf(panel, `[data-key="action-${key}"]`, "background-color");

  it("makes fetching a new link the primary thing to do once the link has expired", async () => {
    await withPanel({ now: (expiresAt - 1) * 1000, timers: "held" }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      expect(await backgroundOf(panel, "retrieve")).toBe(await backgroundOf(panel, "open"));
      await panel.page.clock.runFor(1000);
      expect(await backgroundOf(panel, "retrieve")).toBe(await backgroundOf(panel, "download"));
    });
  });

  it("lights up under the pointer what a click would do something with, and nothing else", async () => {
    await withPanel({}, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const lit = async (key: string): Promise<boolean> => {
        await panel.page.mouse.move(0, 0);
        const before = await backgroundOf(panel, key);
        await panel.page.hover(`[data-key="action-${key}"]`);
        return (await backgroundOf(panel, key)) !== before;
      };
      expect([await lit("download"), await lit("open"), await lit("delete")]).toEqual([true, true, false]);
    });
  });

  it("draws a line around each button and badge in high contrast, dashed where it cannot be used", async () => {
    await withPanel({ theme: "high-contrast-dark" }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const lines = await panel.page.evaluate(() =>
        [...document.querySelectorAll("header :is(.badge, .button)")].map((node) => {
          const { borderTopStyle, borderTopColor } = getComputedStyle(node);
          return `${borderTopStyle} ${borderTopColor}`;
        }),
      );
      const line = "solid rgb(111, 195, 223)";
      expect(lines).toEqual([line, line, line, line, line, "dashed rgb(165, 165, 165)"]);
    });
  });

  it("shows on the bar what is left of the link's life, from the side where its text begins", async () => {
    await withPanel({ now: ((issuedAt + expiresAt) / 2) * 1000 }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const gaps = (): Promise<readonly number[]> =>
        panel.page.evaluate(() => {
          const [bar, fill] = [".life-bar", ".life-bar > *"].map((selector) =>
            document.querySelector(selector)!.getBoundingClientRect(),
          );
          return [fill!.left - bar!.left, bar!.right - fill!.right].map((gap) => gap / bar!.width);
        });
      expect(await gaps()).toEqual([0, expect.closeTo(0.5)]);
      await panel.page.evaluate(() => {
        document.documentElement.dir = "rtl";
      });
      expect(await gaps()).toEqual([expect.closeTo(0.5), 0]);
    });
  });

  it("tells by the system's own colours what is filled and what is primary, where those are forced", async () => {
    await withPanel({ forcedColors: true }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const [filled, primary] = await panel.page.evaluate(() =>
        ["CanvasText", "Highlight"].map((name) => {
          const probe = document.createElement("i");
          probe.style.color = name;
          document.body.append(probe);
          return getComputedStyle(probe).color;
        }),
      );
      expect(await styleOf(panel, ".life-bar > *", "background-color")).toBe(filled);
      expect(await backgroundOf(panel, "download")).toBe(primary);
    });
  });
});

describe("the countdown", () => {
  const lifeText = "[role=timer]";

  it("ticks by itself, reaches zero, says so, and offers a fresh link, without a request", async () => {
    const now = (expiresAt - 3) * 1000;
    await withPanel({ now, timers: "held" }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const before = panel.requests.length;
      const timer = panel.page.locator(lifeText);
      expect(await timer.textContent()).toBe("Expires in 00:00:03");
      await panel.page.clock.runFor(1000);
      expect(await timer.textContent()).toBe("Expires in 00:00:02");
      await panel.page.clock.runFor(2000);
      expect(await timer.textContent()).toBe("Expired");
      expect(await panel.page.locator("#status").textContent()).toBe("Expired");
      expect(await panel.page.locator("section.link").getAttribute("data-life")).toBe("expired");
      await panel.page.getByRole("button", { name: "Refresh Link" }).click();
      expect(await panel.posted()).toEqual([{ type: "ready" }, { type: "action", id: "retrieve" }]);
      expect(panel.requests).toHaveLength(before);
    });
  });

  it("tells a screen reader the time left at a milestone, and nothing every second", async () => {
    await withPanel({ now: (expiresAt - 302) * 1000, timers: "held" }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const status = panel.page.locator("#status");
      const first = await status.textContent();
      await panel.page.clock.runFor(1000);
      expect(await status.textContent()).toBe(first);
      await panel.page.clock.runFor(1000);
      expect(await status.textContent()).toBe("Expires in 5 min");
    });
  });

  it("shows what is not kept, and the host of a mirror", async () => {
    await withPanel({}, async (panel) => {
      const { link } = videoView();
      const note = "The link is not kept over a reload.";
      await show(panel, {
        kind: "stale",
        notice: "n",
        view: videoView({ link: { ...link, note } as typeof link }),
      });
      const section = panel.page.locator("section.link");
      expect(await section.textContent()).toContain(note);
      expect(await section.locator("dd").allTextContents()).toEqual([
        "bucket.oss-cn-wulanchabu.aliyuncs.com",
        "mirror.cdn.minimax.io",
      ]);
    });
  });

  it("says that a lifetime is unknown, and counts nothing", async () => {
    const { link } = videoView();
    const unknown: PanelState = {
      kind: "ready",
      view: videoView({
        link: {
          ...(link as Extract<typeof link, { kind: "present" }>),
          life: { kind: "unknown", text: "Lifetime unknown" },
        },
      }),
    };
    await withPanel({}, async (panel) => {
      await show(panel, unknown);
      expect(await panel.page.locator(".life").textContent()).toBe("Lifetime unknown");
      expect(await panel.page.locator(lifeText).count()).toBe(0);
    });
  });

  it("leaves no old countdown running beside a new one", async () => {
    await withPanel({ now: (expiresAt - 10) * 1000, timers: "held" }, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      const { link } = videoView();
      const fresh = {
        ...(link as Extract<typeof link, { kind: "present" }>),
        life: lifeOf(expiresAt, expiresAt + 3600),
      };
      await show(panel, { kind: "ready", view: videoView({ link: fresh }) });
      await panel.page.clock.runFor(15_000);
      expect(await panel.page.locator(lifeText).textContent()).toBe("Expires in 00:59:55");
      expect(await panel.page.locator("#status").textContent()).not.toBe("Expired");
    });
  });
});

describe("what a server can do to the page", () => {
  it.each(hostile)("a hostile text stays text, wherever it stands: %j", async (name) => {
    await withPanel({}, async (panel) => {
      const base = videoView();
      const view = videoView({
        filename: name,
        purpose: name,
        summary: name,
        link: { kind: "absent", title: "Link", text: name, actions: [] },
        unknownFields: { title: "Other", rows: [{ label: name, value: name }] },
        raw: { ...base.raw!, text: name },
      });
      await show(panel, { kind: "stale", notice: name, view });
      expect(await panel.page.title()).toBe("MiniMax Files");
      expect(await panel.page.locator("main :is(img, script, a, iframe)").count()).toBe(0);
      expect(await panel.page.locator("pre").textContent()).toBe(name);
      expect(await panel.page.locator("h1").textContent()).toBe(name.replace("\u202E", "U+202E"));
      expect(panel.requests).toEqual(["/?language=en", "/panel.css", "/panel.js"]);
    });
  });

  it("shows an id of 19 digits with exactly those digits", async () => {
    await withPanel({}, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      await panel.page.getByText("9223372036854775807", { exact: true }).waitFor();
    });
  });

  it("ignores messages that the protocol does not know", async () => {
    await withPanel({}, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      await panel.send({ type: "state", state: { kind: "ready", view: { filename: "half" } } });
      await panel.send({ type: "eval", code: "document.title='owned'" });
      expect(await panel.page.locator("h1").textContent()).toBe("output_aigc.mp4");
    });
  });

  it("keeps for a reload what the host allows, and nothing of its own", async () => {
    await withPanel({}, async (panel) => {
      await show(panel, { kind: "ready", view: videoView() });
      expect(await panel.saved()).toBeUndefined();
      const view = videoView();
      const saved = { version: 1, file: { connectionId: "c", fileId: "1" }, receivedAt: 1, view } as const;
      await panel.send({ type: "state", state: { kind: "ready", view }, saved });
      expect(await panel.saved()).toEqual(saved);
    });
  });

  it("never becomes markup, whatever a mistake in the page would try", async () => {
    const panel = await bench.open();
    const refusals = await panel.page.evaluate(() =>
      [
        () => (document.body.innerHTML = "<b>bold</b>"),
        () => {
          document.body.insertAdjacentHTML("beforeend", "<b>bold</b>");
        },
        () => document.createRange().createContextualFragment("<b>bold</b>"),
        () => new DOMParser().parseFromString("<b>bold</b>", "text/html"),
        () => window.trustedTypes.createPolicy("lit-html", { createHTML: (text) => text }),
      ].map((attempt) => {
        try {
          attempt();
          return "done";
        } catch (error) {
          return (error as Error).name;
        }
      }),
    );
    expect(refusals).toEqual(Array(5).fill("TypeError"));
    expect(await panel.page.locator("b").count()).toBe(0);
    await panel.close();
  });

  it("is not run when injected: the policy refuses inline scripts and foreign hosts", async () => {
    const panel = await bench.open();
    await panel.page.evaluate(() => {
      const script = document.createElement("script");
      script.append("document.title = 'owned'");
      document.body.append(script);
      const image = new Image();
      image.src = "/pixel.png";
      document.body.append(image);
    });
    await expect.poll(() => panel.problems.length).toBeGreaterThanOrEqual(2);
    expect(await panel.page.title()).toBe("MiniMax Files");
    expect(panel.requests).toEqual(["/?language=en", "/panel.css", "/panel.js"]);
    await panel.close();
  });
});
