import { describe, expect, it } from "vitest";
import { UserError } from "../base/user-error.ts";
import { digestOf, type FilledStore, releaseOfBuild, remembering, withStore } from "../../test/releases/filled-store.ts";
import { pointerName, releaseName } from "./names.ts";
import { planPrune, type PrunePlan, type PrunableRecord, pruneStore, readPrunable } from "./prune.ts";
import { releaseId } from "./release-id.ts";
import type { Release } from "./release.ts";
import type { Store } from "./store.ts";

const NOW = "2026-06-01T00:00:00Z";

describe("the plan", () => {
  /** Builds 1 to `count`, one a day from January 1st. */
  const builds = (service: string, count: number): readonly PrunableRecord[] =>
    Array.from({ length: count }, (_, index) => releaseOfBuild(service, index + 1)).map(({ id, builtAt }) => ({ service, id, builtAt }));
  const idOf = (service: string, number: number): string => releaseOfBuild(service, number).id;
  const numbers = ({ remove }: PrunePlan) => remove.map(({ service, builtAt }) => `${service} ${new Date(builtAt).getUTCDate()}`);

  const LONG: readonly PrunableRecord[] = [9_999_999_999, 10_000_000_000].map((build, index) => ({
    service: "cart",
    id: releaseId(build, digestOf(1)),
    builtAt: `2026-01-0${index + 1}T00:00:00Z`,
  }));
  it.each<[string, readonly PrunableRecord[], readonly string[], object, readonly string[]]>([
    ["nothing is there", [], [], {}, []],
    ["20 builds exist", builds("cart", 20), [], {}, []],
    ["22 builds exist", builds("cart", 22), [], {}, ["cart 1", "cart 2"]],
    ["22 builds are in another order", builds("cart", 22).toReversed(), [], {}, ["cart 1", "cart 2"]],
    ["one build stays", builds("cart", 4), [], { keep: 1 }, ["cart 1", "cart 2", "cart 3"]],
    ["no build stays", builds("cart", 2), [], { keep: 0 }, ["cart 1", "cart 2"]],
    ["two services have builds", [...builds("pay", 3), ...builds("cart", 4)], [], { keep: 2 }, ["cart 1", "cart 2", "pay 1"]],
    ["one build is named", builds("cart", 4), [idOf("cart", 2)], { keep: 1 }, ["cart 1", "cart 3"]],
    ["one build is exactly at the limit", builds("cart", 4), [], { keep: 0, olderThan: "2026-01-03T00:00:00Z" }, ["cart 1", "cart 2"]],
    ["the limit has a time zone", builds("cart", 4), [], { keep: 0, olderThan: "2026-01-03T02:00:00+02:00" }, ["cart 1", "cart 2"]],
    ["all builds are younger than 90 days", builds("cart", 30), [], { now: "2026-03-31T00:00:00Z" }, []],
    ["the first build is older than 90 days", builds("cart", 30), [], { now: "2026-04-01T12:00:00Z" }, ["cart 1"]],
    ["build numbers have 10 and 11 digits", [...LONG].toReversed(), [], { keep: 1 }, ["cart 1"]],
    ["the limit is not a time", builds("cart", 30), [], { olderThan: "yesterday" }, []],
  ])("if %s", (_, records, named, rule, expected) => {
    expect(numbers(planPrune(records, new Set(named), { now: NOW, ...rule }))).toEqual(expected);
  });

  it("is plain data", () => {
    expect(planPrune(builds("cart", 21), new Set(), { now: NOW })).toEqual({
      olderThan: "2026-03-03T00:00:00.000Z",
      remove: [{ service: "cart", id: idOf("cart", 1), builtAt: "2026-01-01T00:00:00.000Z" }],
    });
  });
});

type Builds = readonly [Release, Release, Release, Release, Release];

/** Records five builds of cart. `main` names the fifth, and the fourth as its previous one. `prod` names the second. */
const withBuilds = <T>(work: (filled: FilledStore, builds: Builds) => Promise<T>, over?: (store: Store) => Store): Promise<T> =>
  withStore(async (filled) => {
    const { build, set } = filled;
    const builds: Builds = [
      await build("cart", 1),
      await build("cart", 2),
      await build("cart", 3),
      await build("cart", 4),
      await build("cart", 5),
    ];
    await set("cart", "prod", builds[1]);
    return work(filled, builds);
  }, over);

const planned = async (store: Store, keep = 1): Promise<PrunePlan> => {
  const { records, named } = await readPrunable(store);
  return planPrune(records, named, { now: NOW, keep });
};

const builds = (records: readonly PrunableRecord[]): readonly number[] => records.map(({ builtAt }) => new Date(builtAt).getUTCDate());
const left = async (store: Store): Promise<readonly string[]> => (await store.list("releases/")).map(({ name }) => name);
const outcome = async (pruning: ReturnType<typeof pruneStore>) =>
  Object.fromEntries(Object.entries(await pruning).map(([what, records]: [string, readonly PrunableRecord[]]) => [what, builds(records)]));

describe("pruning", () => {
  it("deletes the records that nothing names, and reports each of them", () =>
    withBuilds(async ({ store }, [, two, , four, five]) => {
      const plan = await planned(store);
      expect(builds(plan.remove)).toEqual([1, 3]);
      const progress: string[] = [];
      const result = pruneStore(store, plan, { onProgress: (done, total) => progress.push(`${done}/${total}`) });
      expect(await outcome(result)).toEqual({ removed: [1, 3], kept: [], absent: [], restored: [] });
      expect(progress).toEqual(["1/2", "2/2"]);
      expect(await left(store)).toEqual([two, four, five].map((release) => releaseName("cart", release.id)));
      expect(await outcome(pruneStore(store, plan))).toEqual({ removed: [], kept: [], absent: [1, 3], restored: [] });
    }));

  it("keeps the newest build of a pointer after a move back", () =>
    withBuilds(async ({ store, set }, [one, two]) => {
      await set("cart", "main", one);
      await set("cart", "main", two);
      // main: the second; before it the first; its newest the fifth.
      expect(builds((await planned(store, 0)).remove)).toEqual([3, 4]);
    }));

  it("keeps an unreadable record, and does not count it", () =>
    withBuilds(async ({ store, spoil }, [one, , three]) => {
      await spoil(releaseName("cart", three.id), "{");
      const plan = await planned(store);
      expect(builds(plan.remove)).toEqual([1]);
      await spoil(releaseName("cart", one.id), "");
      expect(await outcome(pruneStore(store, plan))).toEqual({ removed: [], kept: [1], absent: [], restored: [] });
    }));

  it("keeps a record that is younger than the plan says", () =>
    withBuilds(async ({ store }) => {
      const { remove } = await planned(store);
      const plan = { olderThan: "2026-01-02T00:00:00Z", remove };
      expect(await outcome(pruneStore(store, plan))).toEqual({ removed: [1], kept: [3], absent: [], restored: [] });
    }));

  it("keeps a record that a lock came to name", () =>
    withBuilds(async ({ store }, [one]) => {
      const plan = await planned(store);
      const result = pruneStore(store, plan, { named: () => new Set([one.id]) });
      expect(await outcome(result)).toEqual({ removed: [3], kept: [1], absent: [], restored: [] });
    }));

  it("reads every pointer but no record if listings have metadata", () => {
    let asked: string[] = [];
    return withBuilds(
      async ({ store }) => {
        asked.length = 0;
        expect(builds((await planned(store)).remove)).toEqual([1, 3]);
        expect(asked).toEqual(["list releases/", "list channels/", "read channels/main/cart.json", "read channels/prod/cart.json"]);
      },
      (directory) => {
        const remembered = remembering(directory);
        asked = remembered.asked;
        return remembered.store;
      },
    );
  });

  it("keeps a record that only the metadata of a pointer name", () => {
    let metadata = new Map<string, Record<string, string>>();
    return withBuilds(
      async ({ store }, [one]) => {
        const name = pointerName("prod", "cart");
        metadata.set(name, { ...metadata.get(name), release: one.id });
        expect(builds((await planned(store)).remove)).toEqual([3]);
      },
      (directory) => {
        const remembered = remembering(directory);
        metadata = remembered.metadata;
        return remembered.store;
      },
    );
  });

  it("is limited to one service on request", () =>
    withBuilds(async ({ store, build }) => {
      await build("pay", 1);
      await build("pay", 2);
      const { records } = await readPrunable(store, "pay");
      expect(builds(records.toSorted((a, b) => (a.id < b.id ? -1 : 1)))).toEqual([1, 2]);
    }));

  it.each<[string, string, string]>([
    ["a pointer", pointerName("prod", "cart"), "is empty"],
    ["a pointer of a service without releases", pointerName("beta", "pay"), "is empty"],
    ["a pointer with an invalid name", "channels/Beta/cart.json", "is empty"],
  ])("refuses if %s cannot be read", (_, name, problem) =>
    withBuilds(async ({ store, spoil }) => {
      const plan = await planned(store);
      const before = await left(store);
      await spoil(name, "");
      const options = { hint: "npx fairlead release verify lists every broken object and how to fix it" };
      const refusal = new UserError(
        "UNREADABLE",
        `file:releases: nothing is pruned until every pointer can be read: ${name} ${problem}`,
        options,
      );
      await expect(pruneStore(store, plan)).rejects.toThrow(refusal);
      await expect(readPrunable(store)).rejects.toThrow(refusal);
      expect(await left(store)).toEqual(before);
    }),
  );
});

describe("a channel that comes to name a record", () => {
  /** Wraps a store: `act` runs before one of its calls. */
  const before = (store: Store, call: "list" | "remove", act: () => Promise<unknown>): Store => {
    let acted: Promise<unknown> | undefined;
    return {
      ...store,
      list: async (prefix) => {
        if (call === "list" && prefix === "channels/") await (acted ??= act());
        return store.list(prefix);
      },
      remove: async (name, generation) => {
        if (call === "remove") await (acted ??= act());
        return store.remove(name, generation);
      },
    };
  };

  it("between the plan and the deletion keeps it", () =>
    withBuilds(async ({ store, set }, [one]) => {
      const plan = await planned(store);
      const racing = before(store, "list", () => set("cart", "prod", one));
      expect(await outcome(pruneStore(racing, plan))).toEqual({ removed: [3], kept: [1], absent: [], restored: [] });
    }));

  it("between the read of the channels and the deletion restores it byte for byte", () =>
    withBuilds(async ({ store, set }, [one]) => {
      const plan = await planned(store);
      const name = releaseName("cart", one.id);
      const bytes = await store.read(name);
      const racing = before(store, "remove", () => set("cart", "prod", one));
      expect(await outcome(pruneStore(racing, plan))).toEqual({ removed: [3], kept: [], absent: [], restored: [1] });
      expect(await store.read(name)).toEqual(bytes);
    }));

  it("restores it also if deleting failed or its answer was lost", () =>
    withBuilds(async ({ store, set }, [one]) => {
      const plan = await planned(store);
      const name = releaseName("cart", one.id);
      const lost = new UserError("DATASTORE", "no answer");
      const failing: Store = {
        ...store,
        remove: async (object, generation) => {
          await set("cart", "prod", one);
          await store.remove(object, generation);
          throw lost;
        },
      };
      await expect(pruneStore(failing, plan)).rejects.toBe(lost);
      expect((await left(store)).includes(name)).toBe(true);
    }));

  it("with a pointer that became unreadable restores all records of its service", () =>
    withBuilds(async ({ store, spoil }) => {
      const plan = await planned(store);
      const racing = before(store, "remove", () => spoil(pointerName("beta", "cart"), "{"));
      expect(await outcome(pruneStore(racing, plan))).toEqual({ removed: [], kept: [], absent: [], restored: [1, 3] });
    }));

  it("does not matter if another tool wrote the record again", () =>
    withBuilds(async ({ store, spoil }, [one]) => {
      const plan = await planned(store);
      const name = releaseName("cart", one.id);
      const text = `${(await store.read(name))?.text ?? ""} `;
      const racing = before(store, "remove", () => spoil(name, text));
      expect(await outcome(pruneStore(racing, plan))).toEqual({ removed: [3], kept: [1], absent: [], restored: [] });
    }));
});
