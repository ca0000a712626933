import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Decision } from "../resolve/decision.ts";
import { jsonReporter } from "./json/json.ts";
import { markdownReporter } from "./markdown/markdown.ts";
import { terminalReporter } from "./terminal/terminal.ts";

const terminal = terminalReporter(pc.createColors(false));
const markdown = markdownReporter();
const json = jsonReporter();

const DIGEST = `sha256:${"a".repeat(64)}`;
const entry = (tag: string) => ({ tag, digest: DIGEST });
const decision = (stack: string, fields: Partial<Decision>): Decision => ({
  stack,
  service: "cart",
  outcome: "advance",
  from: entry("v1"),
  to: entry("v2"),
  reason: "channel latest names v2",
  ...fields,
});
const DECISIONS: readonly Decision[] = [
  decision("latest", {}),
  decision("prod", {
    outcome: "held",
    to: { ...entry("v1"), hold: { tag: "v2", by: "Ada" } },
    reason: "v2 was rolled back by Ada in 1a2b3c4",
    hint: "npx fairlead resume prod/cart",
  }),
  decision("staging", {}),
  decision("staging", { service: "frontend", outcome: "keep", from: entry("v5"), to: entry("v5"), reason: "channel latest names v5" }),
  decision("staging", {
    service: "pay",
    outcome: "invalid",
    from: entry("v3"),
    to: entry("v3"),
    reason: "channels/latest/pay.json is empty",
  }),
  decision("staging", { service: "tax", from: { tag: "v1", digest: DIGEST }, to: { tag: "v1", digest: `sha256:${"b".repeat(64)}` } }),
];

describe("decisions", () => {
  it("are grouped on the terminal, the most urgent one first; the summary counts those that keep", () => {
    expect(terminal.plan({ decisions: DECISIONS, seconds: 0.5 })).toBe(
      [
        "invalid  pay   v3                                  on staging",
        "         channels/latest/pay.json is empty",
        "held     cart  v1                                  on prod",
        "         v2 was rolled back by Ada in 1a2b3c4",
        "         hint: npx fairlead resume prod/cart",
        "advance  cart  v1 -> v2                            on latest and staging",
        "         channel latest names v2",
        "advance  tax   v1@aaaaaaaaaaaa -> v1@bbbbbbbbbbbb  on staging",
        "         channel latest names v2",
        "4 services on 3 stacks: 1 invalid, 1 held, 3 advance, 1 keep (0.50 s)",
        "",
      ].join("\n"),
    );
  });

  it("share a hint that names every stack; a stack with another hint is a line of its own", () => {
    const held = (stack: string, hint: string): Decision => decision(stack, { outcome: "held", reason: "v2 was rolled back by Ada", hint });
    const lifted = (stack: string): string => `a release newer than v2 lifts it; now: npx fairlead resume ${stack}/cart`;
    const decisions = [held("latest", lifted("latest")), held("prod", "npx fairlead resume prod/cart"), held("staging", lifted("staging"))];
    expect(terminal.plan({ decisions, seconds: 0.5 })).toBe(
      [
        "held  cart  v1  on latest and staging",
        "      v2 was rolled back by Ada",
        "      hint: a release newer than v2 lifts it; now: npx fairlead resume latest/cart staging/cart",
        "held  cart  v1  on prod",
        "      v2 was rolled back by Ada",
        "      hint: npx fairlead resume prod/cart",
        "1 service on 3 stacks: 3 held (0.50 s)",
        "",
      ].join("\n"),
    );
  });

  it("are a table in a pull request", () => {
    expect(markdown.plan({ decisions: DECISIONS, seconds: 0.5 })).toBe(
      [
        "**4 services on 3 stacks: 1 invalid, 1 held, 3 advance, 1 keep**",
        "",
        "| | service | version | stacks | why |",
        "| --- | --- | --- | --- | --- |",
        "| **invalid** | `pay` | `v3` | staging | channels/latest/pay.json is empty |",
        "| **held** | `cart` | `v1` | prod | v2 was rolled back by Ada in 1a2b3c4; hint: `npx fairlead resume prod/cart` |",
        "| **advance** | `cart` | `v1 -> v2` | latest and staging | channel latest names v2 |",
        "| **advance** | `tax` | `v1@aaaaaaaaaaaa -> v1@bbbbbbbbbbbb` | staging | channel latest names v2 |",
        "",
      ].join("\n"),
    );
  });

  it("are followed by the reason that up would refuse", () => {
    const refusal = {
      message: "1 file edited by hand would be overwritten",
      hint: "npx fairlead check",
      problems: [{ file: "pulumi-gen/a.yaml", path: "", message: "is not committed" }],
    };
    const result = { decisions: DECISIONS.slice(0, 1), refusal, seconds: 0.5 };
    expect(terminal.plan(result)).toBe(
      [
        "advance  cart  v1 -> v2  on latest",
        "         channel latest names v2",
        "pulumi-gen/a.yaml: is not committed",
        "up refuses: 1 file edited by hand would be overwritten",
        "hint: npx fairlead check",
        "1 service on 1 stack: 1 advance (0.50 s)",
        "",
      ].join("\n"),
    );
    expect(markdown.plan(result).split("\n").slice(-5)).toEqual([
      "",
      "**up refuses**: 1 file edited by hand would be overwritten; hint: `npx fairlead check`",
      "",
      "- `pulumi-gen/a.yaml: is not committed`",
      "",
    ]);
  });

  it("are counted and all listed in JSON", () => {
    expect(JSON.parse(json.plan({ decisions: DECISIONS, seconds: 0.5 }))).toEqual({
      outcomes: { invalid: 1, held: 1, advance: 3, keep: 1 },
      decisions: DECISIONS,
      seconds: 0.5,
    });
  });

  it.each<[title: string, images: readonly string[], summary: string]>([
    ["services and released images", ["cart"], "3 services and 1 image on 3 stacks: "],
    ["only released images", DECISIONS.map(({ service }) => service), "4 images on 3 stacks: "],
  ])("count apart: %s", (_title, images, summary) => {
    const decisions = DECISIONS.map((each) => (images.includes(each.service) ? { ...each, isImage: true as const } : each));
    expect(terminal.plan({ decisions, seconds: 0 })).toContain(`\n${summary}`);
  });

  it("are summed up if there are none", () => {
    expect(terminal.plan({ decisions: [], seconds: 0 })).toBe("0 services on 0 stacks: nothing to decide (0.00 s)\n");
  });
});
