import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { claim, newClaim, single } from "../../index.ts";

it("renders a claim for each new volume, and none for a claim that exists", () => {
  const cart = serviceFile("cart", {
    volumes: {
      data: newClaim({ path: "/data", size: "1Gi", accessMode: "ReadWriteMany" }),
      old: claim("old", { path: "/old", accessMode: "ReadWriteMany" }),
    },
  });
  const claims = compileFleet(fleetOf({ services: [cart] })).filter(({ manifest }) => manifest.kind === "PersistentVolumeClaim");
  expect(claims.map(({ manifest: { metadata, spec } }) => [metadata.name, spec])).toEqual([
    ["cart-data", { accessModes: ["ReadWriteMany"], resources: { requests: { storage: "1Gi" } }, volumeMode: "Filesystem" }],
  ]);
});

it.each<readonly [title: string, fields: Fields, wave: string | undefined]>([
  ["without jobs, before the pods", {}, undefined],
  ["with jobs, as the pods, because it may wait for the first of them", { jobs: { load: { command: ["load"] } } }, "2"],
  [
    "with jobs that mount it, as the jobs",
    { jobs: { load: { command: ["load"] } }, volumes: { data: newClaim({ path: "/data", size: "1Gi", accessMode: "ReadWriteMany" }) } },
    "1",
  ],
])("is in a sync wave: %s", (_title, fields, wave) => {
  const cart = serviceFile("cart", { scale: single(), volumes: { data: newClaim({ path: "/data", size: "1Gi" }) }, ...fields });
  const claims = compileFleet(fleetOf({ services: [cart] })).filter(({ manifest }) => manifest.kind === "PersistentVolumeClaim");
  expect(claims.map(({ manifest }) => manifest.metadata.annotations?.["argocd.argoproj.io/sync-wave"])).toEqual([wave]);
});
