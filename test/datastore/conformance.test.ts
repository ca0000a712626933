import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCHEMES } from "../../lib/releases/backends.ts";
import { backends, type Running } from "./backends.ts";
import { conformance, type Opened } from "./conformance.ts";
import { open } from "./place.ts";
import { useCases } from "./use-cases.ts";

it("covers every backend of the registry", () => {
  expect(new Set(backends.map(({ scheme }) => scheme))).toEqual(new Set(SCHEMES));
});

for (const { name, traits, skipped, start } of backends) {
  describe.skipIf(skipped !== undefined)(`a datastore in ${name}`, () => {
    let running: Running;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    const fresh = async (): Promise<Opened> => {
      const place = running.fresh();
      return { store: await open(place), again: () => open(place), put: (...object) => running.put(place, ...object) };
    };
    conformance("objects and generations", traits, fresh);
    useCases("releases and channels", fresh);
  });
}
