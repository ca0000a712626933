import { describe, expect, it } from "vitest";
import { digestOf, releaseOfBuild, remembering, withStore } from "../../test/releases/filled-store.ts";
import { serve } from "../../test/storage-server/served-store.ts";
import { readNamedRecords, type RecordName } from "./named-records.ts";
import { releaseName } from "./names.ts";
import { inParallel } from "./read.ts";
import { recordRelease } from "./record.ts";
import { formatRecord } from "./release.ts";

const servicesTo = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `service-${String(at).padStart(4, "0")}`);
const nameOf = (service: string, number: number): RecordName => ({ service, release: releaseOfBuild(service, number).id });
const WRITER = { now: () => "2026-01-01T00:00:00Z", writeId: () => "write" };

describe("records that are named", () => {
  it.each<readonly [string, number, number, number]>([
    ["one by one, if they are few", 32, 1, 32],
    ["by one listing", 1000, 1, 1],
    ["by the pages of a listing", 1000, 20, 20],
    ["one by one, if a page has few of them", 40, 100, 31],
  ])("are read %s", async (_title, count, builds, requests) => {
    const { server, store } = await serve();
    const services = servicesTo(count);
    await inParallel(services, async (service) => {
      await recordRelease(store, releaseOfBuild(service, builds), "main", WRITER);
      for (let number = 1; number < builds; number += 1) {
        const { service: of, release } = nameOf(service, number);
        server.put("acme", { name: `fleet/${releaseName(of, release)}`, text: formatRecord(releaseOfBuild(service, number)) });
      }
    });
    server.requests.length = 0;
    const found = await readNamedRecords(
      store,
      services.map((service) => nameOf(service, builds)),
    );
    expect([...found.values()].filter((record) => "value" in record && record.value.tag === `v${builds}`).length).toBe(count);
    expect(server.requests.length).toBe(requests);
  });

  it("are absent if they are missing, and a problem if they are broken or changed", () =>
    withStore(async ({ store, build, drop, spoil }) => {
      const listing = remembering(store);
      const services = servicesTo(40);
      for (const service of services) await build(service, 1);
      const [first = "", second = "", third = ""] = services.map((service) => releaseName(service, nameOf(service, 1).release));
      await drop(first);
      await spoil(second, "");
      await spoil(third, formatRecord({ ...releaseOfBuild("service-0002", 1), digest: digestOf(2) }));
      const found = await readNamedRecords(
        listing.store,
        services.map((service) => nameOf(service, 1)),
      );
      expect([found.has(first), found.get(second), found.get(third)]).toEqual([
        false,
        { problem: `${second} is empty` },
        { problem: `${third} was changed: its build and digest give the id 0000000001-000000000002` },
      ]);
    }));
});
