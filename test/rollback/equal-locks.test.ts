import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plan } from "../../lib/app/plan.ts";
import { GitFleet } from "./git-fleet.ts";

// Two stacks that run the same versions have equal locks, so git has one blob for both.
it.each(["prod", "latest"])("a rollback on %s stays if its lock equals that of another stack, and other services move", async (stack) => {
  const fleet = new GitFleet(true);
  await fleet.start();
  const lockOf = (name: string): string => readFileSync(join(fleet.root, "pulumi-gen", name, "versions.yaml"), "utf8");
  expect(lockOf("latest")).toBe(lockOf("prod"));
  await fleet.build("cart", 2);
  await fleet.up("cart v2");
  fleet.git("checkout", "HEAD^", "--", `pulumi-gen/${stack}`);
  fleet.commit("Back");
  await fleet.build("mail", 2);
  const { decisions } = await plan(fleet.context(), {});
  expect(decisions.map((each) => `${each.stack}/${each.service} ${each.outcome}`)).toEqual(
    ["latest", "prod"].flatMap((name) => [`${name}/cart ${name === stack ? "held" : "keep"}`, `${name}/mail advance`]),
  );
});
