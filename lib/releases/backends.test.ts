import { describe, expect, it } from "vitest";
import { localDirectory, parseAddress, repairHint } from "./backends.ts";

it.each<readonly [string, readonly [location: string, prefix: string] | undefined]>([
  ["file:releases", ["releases", ""]],
  ["file:/var/releases", ["/var/releases", ""]],
  ["file:", undefined],
  ["file:a\0b", undefined],
  ["gs://acme", ["acme", ""]],
  ["gs://acme/", ["acme", ""]],
  ["gs://acme/shop", ["acme", "shop/"]],
  ["gs://acme//shop/eu//", ["acme", "shop/eu/"]],
  ["gs://ac", undefined],
  ["gs:acme", undefined],
  ["s3://acme", undefined],
  ["releases", undefined],
  ["", undefined],
])("the address %j", (url, expected) => {
  const { address } = parseAddress(url) ?? {};
  expect(address === undefined ? undefined : [address.location, address.prefix]).toEqual(expected);
});

describe("a backend", () => {
  it.each<readonly [string, string | undefined, string]>([
    ["file:releases", "/ops/releases", "restore releases/channels/main/cart.json from git or a backup"],
    ["file:/var/releases", "/var/releases", "restore /var/releases/channels/main/cart.json from git or a backup"],
    [
      "gs://acme/shop/",
      undefined,
      "gcloud storage objects update gs://acme/shop/channels/main/cart.json --clear-custom-metadata; then Fairlead reads the object itself",
    ],
  ])("of %s knows its directory and how to repair an object", (url, directory, hint) => {
    expect([localDirectory(url, "/ops"), repairHint(url, "channels/main/cart.json")]).toEqual([directory, hint]);
  });
});
