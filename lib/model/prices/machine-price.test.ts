import { expect, it } from "vitest";
import { machinePrice, pricedMachines } from "./machine-price.ts";

// The price list has these machines, too, so they prove that prices are linear.
it.each<readonly [name: string, region: string, hour: number, spot: number]>([
  ["e2-highcpu-4", "us-central1", 0.09894, 0.039556],
  ["e2-highmem-2", "europe-west1", 0.099444, 0.037652],
  ["c4a-standard-16", "us-central1", 0.7184, 0.28704],
  ["c4a-standard-2", "europe-west4", 0.094288, 0.03204],
  ["c4a-standard-32", "europe-west1", 1.58206, 0.632119],
])("%s in %s", (name, region, hour, spot) => {
  expect(machinePrice(name, region)).toMatchObject({ hour, spot });
});

it.each([
  ["a machine that nobody listed", "n2-standard-4", "us-central1"],
  ["a region that nobody listed", "e2-standard-4", "asia-east1"],
  ["a size that does not exist", "e2-standard-32", "us-central1"],
])("%s has no price", (_what, name, region) => {
  expect(machinePrice(name, region)).toBeUndefined();
});

it("knows the architecture and the size", () => {
  expect(pricedMachines("us-central1").filter(({ name }) => name.endsWith("-highcpu-8"))).toMatchObject([
    { name: "e2-highcpu-8", arch: "amd64", cpu: 8, memoryGb: 8 },
    { name: "c4a-highcpu-8", arch: "arm64", cpu: 8, memoryGb: 16 },
  ]);
});
