import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile, type TestServiceFile } from "../../../test/fleets.ts";
import { subscription } from "../../model/needs/subscription.ts";
import { topic } from "../../model/needs/topic.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import { partsOfUrn } from "../../cloud/urn.ts";
import type { CloudShard } from "./cloud-run.ts";
import { type PlannedShard, planShards } from "./plan-shards.ts";
import { joinRuns, twoRuns } from "./two-runs.ts";

/** More services than one part has. */
const SERVICES = 120;

/** Makes a fleet in which each service has a topic, and listens to the topic of the next one. */
const ring = (): readonly TestServiceFile[] => {
  const files: TestServiceFile[] = [];
  for (let index = 0; index < SERVICES; index += 1) {
    const next = (): TestServiceFile["service"] | undefined => files[(index + 1) % SERVICES]?.service;
    files.push(serviceFile(`s${index}`, { needs: { out: topic(), in: subscription({ topic: () => next()?.need("out") as never }) } }));
  }
  return files;
};

/** Plans the parts of a stack. @param before the fields of the stack that is recorded. Nothing by default */
async function plan(services: readonly TestServiceFile[], fields: Fields, before?: Fields): Promise<readonly PlannedShard[]> {
  const planned = async (own: Fields, recorded: readonly PlannedShard[]): Promise<readonly PlannedShard[]> => {
    const { stacks } = modelOf(fleetOf({ services, stacks: [stackFile("latest", own)] }));
    const parts = recorded.map(({ name, input }) => ({ recorded: recordedAs(name, input.resources) }));
    const shards = await planShards(() => Promise.resolve(parts), { stacks, root: "/none", project: "shop" });
    return shards.filter((each): each is PlannedShard => !("error" in each));
  };
  return planned(fields, before === undefined ? [] : await planned(before, []));
}

const foundationOf = (parts: readonly PlannedShard[]): PlannedShard => {
  const found = parts.find(({ name }) => name === "latest.foundation");
  if (found === undefined) throw new Error("no foundation");
  return found;
};

const namesOf = (urns: readonly string[] = []): readonly string[] => urns.map((urn) => partsOfUrn(urn)[1]).sort();

const web = serviceFile("web", { public: { port: "http" } });
const gateway = { class: "gke-l7-global-external-managed" };

describe("the runs of a foundation", () => {
  it.each<readonly [what: string, before: object | undefined, after: object, runs: readonly [early: boolean, late: boolean]]>([
    ["that is new", undefined, { ingress: {} }, [true, false]],
    ["that gets more", { ingress: {} }, { ingress: {}, zone: {} }, [true, false]],
    ["that loses something", { ingress: {}, zone: {} }, { ingress: {} }, [false, true]],
    ["that loses something and gets more", { zone: {} }, { ingress: {} }, [true, true]],
  ])("%s", async (_what, before, after, [early, late]) => {
    const fields = (cloud: object): Fields => ({ gateway, cloud });
    const part = foundationOf(await plan([web], fields(after), before && fields(before)));
    const runs = twoRuns(part, "shop", true);
    expect([runs.early !== undefined, runs.late !== undefined]).toEqual([early, late]);
    expect(twoRuns(part, "shop", false)).toEqual({ early: part, late: undefined });
  });

  it("change in the first one all but what goes", async () => {
    const part = foundationOf(await plan([web], { gateway, cloud: { ingress: {} } }, { gateway, cloud: { zone: {} } }));
    const { early, late } = twoRuns(part, "shop", true);
    expect([namesOf(early?.targets), late?.targets]).toEqual([["latest", "latest-ingress", "latest-ingress"], undefined]);
  });
});

describe("the runs of needs", () => {
  it("leave what refers to a new topic of another part for the second one", async () => {
    const services = ring();
    const parts = (await plan(services, {})).filter(({ name }) => name.startsWith("latest.needs-"));
    expect(parts.length).toBeGreaterThan(1);
    const home = new Map(parts.flatMap(({ name, input }) => input.resources.map((each) => [`${each.type} ${each.name}`, name] as const)));
    const TOPIC = "gcp:pubsub/topic:Topic";
    const SUBSCRIPTION = "gcp:pubsub/subscription:Subscription";
    const expected = services.flatMap((_file, index) => {
      const [own, other] = [`latest-s${index}-in`, `latest-s${(index + 1) % SERVICES}-out`];
      return home.get(`${SUBSCRIPTION} ${own}`) === home.get(`${TOPIC} ${other}`) ? [] : [own];
    });
    const waiting = parts.flatMap((part) => part.waiting ?? []);
    expect(namesOf(waiting.filter((urn) => partsOfUrn(urn)[0] === SUBSCRIPTION))).toEqual(expected.sort());
    for (const part of parts) {
      const { early, late } = twoRuns(part, "shop", true);
      expect([early?.targets?.some((urn) => part.waiting?.includes(urn)), late]).toEqual([false, part]);
      // The grants of a subscription refer to it.
      const targets = new Set(namesOf(early?.targets));
      for (const urn of part.waiting ?? []) expect(partsOfUrn(urn)[1]).toMatch(/-in/);
      expect([...targets].filter((name) => name.endsWith("-out")).length).toBeGreaterThan(0);
    }
  });

  it("are one if the topics exist", async () => {
    const services = ring();
    const parts = await plan(services, {}, {});
    expect(parts.flatMap(({ waiting = [] }) => waiting)).toEqual([]);
  });
});

describe("two runs of a part", () => {
  const shard = (outcome: CloudShard["outcome"], name: string): CloudShard => ({
    stack: "latest",
    shard: "latest.foundation",
    outcome,
    message: outcome === "failed" ? name : undefined,
    hint: undefined,
    seconds: 1,
    steps: [{ operation: "create", type: "gcp:dns/managedZone:ManagedZone", name, outcome: "done" }],
    messages: [],
  });

  it.each<readonly [first: CloudShard["outcome"], last: CloudShard["outcome"], joined: CloudShard["outcome"], steps: readonly string[]]>([
    ["changed", "changed", "changed", ["a", "b"]],
    ["changed", "unchanged", "changed", ["a", "b"]],
    ["changed", "failed", "failed", ["a", "b"]],
    ["changed", "not run", "not run", ["a", "b"]],
    ["failed", "not run", "failed", ["a"]],
  ])("%s, then %s: %s", (first, last, joined, steps) => {
    const result = joinRuns(shard(first, "a"), shard(last, "b"));
    expect([result.outcome, result.steps.map(({ name }) => name)]).toEqual([joined, steps]);
    expect(joinRuns(undefined, shard(last, "b"))).toEqual(shard(last, "b"));
  });
});
