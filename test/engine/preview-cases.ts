import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resourceKey } from "../../lib/cloud/place/known-references.ts";
import type { RecordedResource } from "../../lib/cloud/recorded.ts";
import type { AnyCloudResource } from "../../lib/cloud/resource.ts";
import type { CloudChange } from "../../lib/diff/cloud/cloud-change.ts";
import { engineOutcomes } from "../../lib/diff/cloud/engine-changes.ts";
import { settleShard } from "../../lib/diff/cloud/settle-shard.ts";
import type { ProgramOutcome } from "../../lib/pulumi/process/run-pulumi-program.ts";
import { testShard } from "./cloud-shard.ts";
import { HAS_ENGINE } from "./engine.ts";
import type { RandomCloud } from "./random-clouds.ts";

type Outcome = readonly [urn: string, action: string, causes: readonly string[]];

const embedded = (resources: readonly AnyCloudResource[], recorded: readonly RecordedResource[]): readonly CloudChange[] =>
  settleShard({ stack: "latest", shard: "latest.needs-1", project: "shop", resources, recorded }).changes;

/** True if the engine refuses a change. */
const isRefused = (change: CloudChange): boolean => change.protected && (change.action === "delete" || change.action === "replace");

const byUrn = ([a]: Outcome, [b]: Outcome): number => (a < b ? -1 : 1);

const outcomesOf = (changes: readonly CloudChange[]): readonly Outcome[] =>
  changes
    .filter(({ action }) => action !== "same")
    .map(({ urn, action, causes }): Outcome => [urn, action, [...causes].sort()])
    .sort(byUrn);

/** Returns the outcomes of a preview of the engine. */
const engineAnswer = ({ steps }: ProgramOutcome, renamed: ReadonlySet<string>): readonly Outcome[] =>
  engineOutcomes(steps, renamed)
    .map(({ urn, action, causes }): Outcome => [urn, action, causes])
    .sort(byUrn);

const aliasUrns = (resources: readonly AnyCloudResource[]): ReadonlySet<string> =>
  new Set(
    resources.flatMap(({ type, aliases }) =>
      aliases.map(({ name, block }) => `urn:pulumi:latest.needs-1::shop::fairlead:cloud:${block.kind}$${type}::${name}`),
    ),
  );

/** Chooses what each cloud asks for. A change that the engine refuses ends its preview early, so it comes in a separate preview. */
function chooseChanges(clouds: readonly RandomCloud[], round: number, recorded: readonly RecordedResource[]) {
  const chosen = clouds.map(({ before, after }) => {
    const next = after[round] ?? [];
    const keys = new Set(before.map(resourceKey));
    const own = recorded.filter((each) => keys.has(resourceKey(each)));
    return { before, next, isRefused: embedded(next, own).some(isRefused) };
  });
  const refused = chosen.findIndex((each) => each.isRefused);
  return {
    accepted: chosen.flatMap(({ before, next, isRefused: stays }) => (stays ? before : next)),
    refused: refused === -1 ? undefined : chosen.flatMap(({ before, next }, index) => (index === refused ? next : before)),
  };
}

/**
 * Brings up clouds on the engine, and compares the engine's previews of their changes with the embedded ones.
 * @param rounds each round previews one change of each cloud: it is a case for each
 * @returns the kinds of changes that the clouds had
 */
async function comparePreviews(clouds: readonly RandomCloud[], rounds: number): Promise<readonly string[]> {
  const seen = new Set<string>();
  const shard = testShard();
  expect(await shard.up(clouds.flatMap(({ before }) => before))).toMatchObject({ outcome: "succeeded", diagnostics: [] });
  const recorded = shard.recorded();
  for (let round = 0; round < rounds; round += 1) {
    const { accepted, refused } = chooseChanges(clouds, round, recorded);
    const outcome = await shard.preview(accepted);
    expect([outcome.outcome, outcome.diagnostics]).toEqual(["succeeded", []]);
    const changes = embedded(accepted, recorded);
    expect(outcomesOf(changes)).toEqual(engineAnswer(outcome, aliasUrns(accepted)));
    for (const { action, because } of changes) seen.add(because === undefined ? action : `${action} that follows`);
    if (refused === undefined || round > 0) continue;
    const failed = await shard.preview(refused);
    expect([failed.outcome, failed.diagnostics.some(({ message }) => message.includes("protect"))]).toEqual(["failed", true]);
    // The engine stops at the refusal, perhaps before it compares a resource that another replacement takes along.
    const actions = engineAnswer(failed, aliasUrns(refused)).map(([urn, action]) => [urn, action]);
    expect(outcomesOf(embedded(refused, recorded)).map(([urn, action]) => [urn, action])).toEqual(expect.arrayContaining(actions));
    seen.add("refused");
  }
  return [...seen];
}

/** The kinds of changes that random clouds must have. */
const ALL_CHANGES = ["create", "delete", "refused", "replace", "replace that follows", "same", "update", "update that follows"] as const;

interface PreviewCases {
  /** The parts of the clouds. */
  readonly of: string;
  /** States, each with its own clouds. */
  readonly states: number;
  /** Clouds in a state. */
  readonly clouds: number;
  /** Previews of each cloud. */
  readonly previews: number;
  readonly random: (index: number, previews: number) => fc.Arbitrary<RandomCloud>;
}

/** Tests that previews of random clouds equal the engine's. There are states x clouds x previews cases. */
export function testPreviews({ of, states, clouds, previews, random }: PreviewCases): void {
  describe.skipIf(!HAS_ENGINE)("the embedded preview answers as the engine's own", { timeout: 300_000 }, () => {
    const seen = new Set<string>();

    it.each(Array.from({ length: states }, (_, index) => index + 1))(`to changes of ${of} in state %i`, async (seed) => {
      const drawn = Array.from({ length: clouds }, (_, index) =>
        fc.sample(random(index, previews), { seed: seed * 1000 + index, numRuns: 1 }),
      ).flat();
      const changes = await comparePreviews(drawn, previews);
      expect(changes).toContain("update");
      for (const change of changes) seen.add(change);
    });

    it("to each kind of change", () => {
      expect([...seen].sort()).toEqual(ALL_CHANGES);
    });
  });
}
