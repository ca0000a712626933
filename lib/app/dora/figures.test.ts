import { expect, it } from "vitest";
import type { LockStep } from "../../workspace/git/deploys/lock-step.ts";
import { stackFigures, type StackFigures, stageFigures } from "./figures.ts";

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
  expect(stackFigures(steps.toReversed(), () => "2026-01-31T00:00:00Z")[0]).toMatchObject(figures);
});

it("adds up the stacks of each stage, so that the lead time to a stage is known", () => {
  const stage = (name: string, ...stacks: readonly string[]) => ({
    name,
    waves: stacks.map((stack) => [stack]),
    soakMs: 0,
    health: [],
    rollsBack: false,
    delivery: "push" as const,
  });
  const steps = ["dev", "eu", "us"].map((stack, at) => ({ ...step(2 + 2 * at, 1, 2), stack }));
  const rolledBack = { ...step(9, 2, 1), stack: "us" };
  const pipeline = { stages: [stage("latest", "dev"), stage("prod", "eu", "us"), stage("later")], freezes: [] };
  const figures = stageFigures(pipeline, [rolledBack, ...steps.toReversed()], () => "2026-01-31T00:00:00Z");
  expect(figures.map(({ stage: name, deploys, failures, leadSeconds }) => [name, deploys, failures, leadSeconds])).toEqual([
    ["latest", 1, 0, 7200],
    ["prod", 2, 1, 18_000],
    ["later", 0, 0, undefined],
  ]);
});
