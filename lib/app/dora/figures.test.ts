import { expect, it } from "vitest";
import type { LockStep } from "../../workspace/git/deploys/lock-step.ts";
import { doraFigures, type StackFigures } from "./figures.ts";

/** Returns the step of cart on prod from one build to another. @param hour the hour of the commit */
const step = (hour: number, from: number, to: number, subject = "Deploy"): LockStep => ({
  stack: "prod",
  service: "cart",
  commit: { id: String(hour), at: `2026-01-31T${String(hour).padStart(2, "0")}:00:00Z`, author: "Ada", subject },
  from: from === 0 ? undefined : entry(from),
  to: entry(to),
});
const entry = (build: number) => ({ channel: "main", digest: `sha256:${String(build).padStart(64, "0")}`, seq: build, tag: `v${build}` });

it.each<[title: string, steps: readonly LockStep[], figures: Partial<StackFigures>]>([
  [
    "deploys that stay",
    [step(9, 1, 2), step(10, 2, 3)],
    { deploys: 2, rollbacks: 0, failures: 0, failureRate: 0, restoreSeconds: undefined },
  ],
  ["a rollback", [step(9, 1, 2), step(11, 2, 1)], { deploys: 1, rollbacks: 1, failures: 1, failureRate: 1, restoreSeconds: 7200 }],
  [
    "a hotfix",
    [step(9, 1, 2), step(10, 2, 3, "Hotfix: empty carts")],
    { deploys: 2, hotfixes: 1, failures: 1, failureRate: 0.5, restoreSeconds: 3600 },
  ],
  ["a rollback of a deploy before the window", [step(9, 2, 1)], { deploys: 0, rollbacks: 1, failures: 0, failureRate: undefined }],
  ["the first deploy", [step(9, 0, 1)], { deploys: 1, leadSeconds: 32_400 }],
])("counts %s", (_title, steps, figures) => {
  expect(doraFigures(steps.toReversed(), () => "2026-01-31T00:00:00Z")[0]).toMatchObject(figures);
});
