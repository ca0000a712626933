import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelPrefix, RELEASES, releaseName } from "../../lib/releases/names.ts";
import { readChannel, readPointer, readRelease } from "../../lib/releases/read.ts";
import type { Moved, Recorded } from "../../lib/releases/record.ts";
import { formatRecord, type Release } from "../../lib/releases/release.ts";
import type { Store } from "../../lib/releases/store.ts";
import { backends, type Running } from "./backends.ts";
import { endOf, startChild } from "./child.ts";
import { open, type Place } from "./place.ts";

const PROCESSES = 50;

/** Services do not share an object, so a few processes are enough. */
const SERVICES = 12;

interface Outcome {
  readonly release: Release;
  readonly record: Recorded;
  readonly outcome: Moved;
}

/** Records builds at the same time: one process for each, which starts when all are ready. */
async function recordAtOnce({ url, apiEndpoint = "" }: Place, builds: readonly (readonly [string, number])[]): Promise<readonly Outcome[]> {
  const children = builds.map(([service, build]) => startChild("record-process.ts", [url, apiEndpoint, service, String(build)]));
  await Promise.all(children.map(({ stdout }) => once(stdout, "data")));
  const answers = children.map(({ stdout }) => text(stdout));
  for (const { stdin } of children) stdin.end("go\n");
  expect(await Promise.all(children.map(endOf))).toEqual(builds.map(() => 0));
  return (await Promise.all(answers)).map((answer) => JSON.parse(answer));
}

/** Checks that every acknowledged release exists byte for byte, and that every pointer names an existing release. */
async function expectWhole(store: Store, outcomes: readonly Outcome[]): Promise<void> {
  const texts = new Map(outcomes.map(({ release }) => [releaseName(release.service, release.id), formatRecord(release)]));
  const found = await Promise.all((await store.list(RELEASES)).map(async ({ name }) => [name, (await store.read(name))?.text] as const));
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(texts));
  const { pointers, broken } = await readChannel(store, "main");
  expect(broken.size).toBe(0);
  for (const { service, release } of pointers.values()) expect(await readRelease(store, service, release)).toHaveProperty("value");
}

const shuffled = (count: number): readonly number[] =>
  // 7 and 51 have no common factor, so every number from 1 to 50 comes once.
  Array.from({ length: count }, (_, index) => ((index + 1) * 7) % (count + 1));

for (const { name, skipped, start } of backends) {
  describe.skipIf(skipped !== undefined)(`processes record at once in ${name}`, () => {
    let running: Running;
    beforeAll(async () => {
      running = await start();
      // The first process fills the compile cache for the others.
      await recordAtOnce(running.fresh(), [["cartservice", 1]]);
    });
    afterAll(() => running.stop());

    it(`${PROCESSES} builds of one service, in any order`, async () => {
      const place = running.fresh();
      const outcomes = await recordAtOnce(
        place,
        shuffled(PROCESSES).map((build) => ["cartservice", build]),
      );
      expect(outcomes.map(({ record }) => record)).toEqual(Array.from({ length: PROCESSES }, () => "recorded"));
      const store = await open(place);
      await expectWhole(store, outcomes);
      const pointer = await readPointer(store, "main", "cartservice");
      const moves = outcomes.filter(({ outcome }) => outcome === "moved").length;
      expect(pointer).toMatchObject({ value: { tag: `v0.1.${PROCESSES}`, newestBuild: PROCESSES, seq: moves } });
      expect(outcomes.find(({ release }) => release.build === PROCESSES)?.outcome).toBe("moved");
    });

    it("one build each of as many services", async () => {
      const place = running.fresh();
      const services = Array.from({ length: SERVICES }, (_, index) => `service-${index + 1}`);
      const outcomes = await recordAtOnce(
        place,
        services.map((service, index) => [service, index + 1]),
      );
      expect(outcomes.map(({ record, outcome }) => `${record}, ${outcome}`)).toEqual(services.map(() => "recorded, moved"));
      const store = await open(place);
      await expectWhole(store, outcomes);
      const { pointers } = await readChannel(store, "main");
      expect(services.map((service) => [pointers.get(service)?.tag, pointers.get(service)?.seq])).toEqual(
        services.map((_, index) => [`v0.1.${index + 1}`, 1]),
      );
      expect((await store.list(channelPrefix("main"))).length).toBe(SERVICES);
    });
  });
}
