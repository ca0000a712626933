import { describe, expect, it } from "vitest";
import type { Decision } from "../resolve/decision.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { commitMessage, type PublishedRun, subjectLine } from "./commit-message.ts";

const entry = (tag: string, fields: Partial<LockEntry> = {}): LockEntry => ({
  tag,
  release: `000000000${tag.slice(1)}-aaaaaaaaaaaa`,
  ...fields,
});

const advance = (stack: string, service: string, to = "v2"): Decision => ({
  stack,
  service,
  outcome: "advance",
  from: entry("v1"),
  to: entry(to),
  reason: "",
});
const added = (stack: string, service: string): Decision => ({ ...advance(stack, service), outcome: "new", from: undefined });
const removed = (stack: string, service: string): Decision => ({ ...advance(stack, service), outcome: "removed", to: undefined });
const held = (stack: string, service: string): Decision => ({
  ...advance(stack, service),
  outcome: "held",
  from: entry("v1"),
  to: entry("v1", { hold: { by: "Ada", tag: "v2", seq: 2 } }),
});
const onHold = (stack: string, service: string): Decision => {
  const hold = { by: "Ada", reason: "the sale", since: "2026-01-31T09:00:00Z", tag: "v1" };
  return { ...held(stack, service), to: entry("v1", { hold }) };
};
const lifted = (stack: string, service: string): Decision => {
  const { from, to } = onHold(stack, service);
  return { ...kept(stack, service), from: to, to: from };
};
const kept = (stack: string, service: string): Decision => ({ ...advance(stack, service), outcome: "keep", to: entry("v1") });

const run = (decisions: readonly Decision[], changed: readonly string[] = ["latest/versions.yaml"]): PublishedRun => ({
  decisions,
  created: [],
  changed,
  removed: [],
  run: "run-1",
  specs: { commit: "a".repeat(40), author: "Ada <ada@example.com>", date: "2026-01-31T09:00:00+01:00", subject: "Scale cart" },
});

describe("the subject", () => {
  it.each<readonly [string, readonly Decision[]]>([
    ["Deploy cart v2 to latest", [advance("latest", "cart"), kept("latest", "mail")]],
    ["Deploy cart v2 to latest and prod", [advance("latest", "cart"), advance("prod", "cart")]],
    ["Deploy cart v2 to 3 stacks", ["latest", "staging", "prod"].map((stack) => advance(stack, "cart"))],
    ["Deploy cart to latest and prod", [advance("latest", "cart", "v3"), advance("prod", "cart")]],
    ["Deploy 2 services to latest", [advance("latest", "cart"), added("latest", "mail")]],
    ["Deploy mail v2 to latest", [added("latest", "mail"), removed("latest", "cart")]],
    ["Remove cart from latest", [removed("latest", "cart")]],
    ["Hold cart on prod", [held("prod", "cart")]],
    ["Roll back cart on prod", [{ ...held("prod", "cart"), from: entry("v2"), to: entry("v1") }]],
    ["Hold cart on prod", [onHold("prod", "cart")]],
    ["Resume cart on prod", [lifted("prod", "cart")]],
    ["Render latest", [kept("latest", "cart")]],
    ["Deploy 1 service to 1 stack", [advance("s".repeat(40), "c".repeat(40))]],
  ])("%s", (subject, decisions) => {
    expect(subjectLine(commitMessage(run(decisions)))).toBe(subject);
  });

  it.each<readonly [string, readonly string[]]>([
    ["Render cart on latest and prod", ["latest/services/cart/x.yaml", "prod/applications/cart.yaml"]],
    ["Render argocd and latest", ["argocd/x.yaml", "latest/services/cart/x.yaml"]],
    ["Render 3 directories", ["argocd/x.yaml", "latest/platform/x.yaml", "prod/platform/x.yaml"]],
  ])("names what changed: %s", (subject, paths) => {
    expect(subjectLine(commitMessage(run([], paths)))).toBe(subject);
  });
});

it("groups services by release, and ends with trailers", () => {
  const decisions = [
    ...["latest", "prod"].map((stack) => advance(stack, "cart")),
    added("latest", "mail"),
    held("prod", "ads"),
    removed("latest", "old"),
    kept("latest", "same"),
  ];
  expect(commitMessage({ ...run(decisions), removed: ["latest/x"], deletions: "1a2b3c4d5e6f" })).toBe(`Deploy 2 services to latest and prod

Releases:
- cart v1 -> v2 on latest, prod
- mail new v2 on latest

Held:
- ads at v1: Ada rolled v2 back on prod

Removed:
- old v1 on latest

Files: 1 changed, 1 removed.

Fairlead-Run: run-1
Fairlead-Spec-Commit: ${"a".repeat(40)}
Fairlead-Release: cart 0000000002-aaaaaaaaaaaa on latest prod
Fairlead-Release: mail 0000000002-aaaaaaaaaaaa on latest
Fairlead-Deletions: 1a2b3c4d5e6f
Argocd-reference-commit-author: Ada <ada@example.com>
Argocd-reference-commit-date: 2026-01-31T09:00:00+01:00
Argocd-reference-commit-sha: ${"a".repeat(40)}
Argocd-reference-commit-subject: Scale cart
`);
});

it("tells two images of one tag apart", () => {
  const moves = {
    ...advance("latest", "cart"),
    from: entry("v1", { digest: "sha256:aaaabbbbccccdddd" }),
    to: entry("v1", { digest: "sha256:1111222233334444" }),
  };
  expect(commitMessage(run([moves]))).toContain("- cart v1@aaaabbbbcccc -> v1@111122223333 on latest\n");
});

it("keeps hostile names on one line", () => {
  const hostile = { ...held("prod", "ads"), to: entry("v1", { hold: { by: "Ada\n\nFairlead-Run: forged", tag: "v2", seq: 2 } }) };
  expect(commitMessage(run([hostile])).match(/^Fairlead-Run: /gm)).toEqual(["Fairlead-Run: "]);
});
