import { expect, it } from "vitest";
import type { AppEvent } from "../../app/events.ts";
import { openDemo } from "./demo.ts";

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
const COLORS = { red: tag("red"), green: tag("green"), yellow: tag("yellow"), cyan: tag("cyan"), bold: tag("bold"), dim: tag("dim") };

const RECORD = "fairlead release record cartservice --image us-central1-docker.pkg.dev/boutique/cartservice --tag v0.10.6";

it.each<readonly [title: string, event: AppEvent, text: string]>([
  ["a heading", { kind: "demo-heading", number: 2, title: "Plan" }, "\n<bold>2. Plan</bold>\n"],
  ["a command", { kind: "demo-command", line: "git revert --no-edit HEAD" }, "<cyan>  $ git revert --no-edit HEAD</cyan>\n"],
  [
    "a command that is too long for a line",
    { kind: "demo-command", line: RECORD },
    "<cyan>  $ fairlead release record cartservice \\\n      --image us-central1-docker.pkg.dev/boutique/cartservice \\\n      --tag v0.10.6</cyan>\n",
  ],
  ["output", { kind: "demo-output", text: "a\n\nb\n\n" }, "    a\n    \n    b\n"],
  [
    "output in colour",
    { kind: "demo-output", text: "\u001b[32mrendered\u001b[39m 4 files\n" },
    "    \u001b[32mrendered\u001b[39m 4 files\n",
  ],
  ["output that moves the cursor", { kind: "demo-output", text: "\u001b[2Aa\rb" }, "    \\u001b[2Aa\\rb\n"],
  ["text", { kind: "demo-text", text: "Google's Online Boutique\nin four stacks.\n" }, "Google's Online Boutique\nin four stacks.\n"],
  ["text with a colour", { kind: "demo-text", text: "\u001b[32mgreen" }, "\\u001b[32mgreen\n"],
  ["another event", { kind: "no-history", root: "/shop" }, ""],
])("writes %s", (_title, event, text) => {
  const written: string[] = [];
  openDemo({ write: (each) => void written.push(each), colors: COLORS })(event);
  expect(written.join("")).toBe(text);
});
