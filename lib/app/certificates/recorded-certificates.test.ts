import { describe, expect, it } from "vitest";
import { madeUpCertificate } from "../../cloud/kinds/made-up.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import { recordedChecks } from "./recorded-certificates.ts";

/** An authority that ends on 2126-11-06. */
const NEW = `-----BEGIN CERTIFICATE-----
MIIBojCCAUegAwIBAgIUGdL/algnfmprkyI2TCcyXiQM2SUwCgYIKoZIzj0EAwIw
JTEPMA0GA1UECgwGR29vZ2xlMRIwEAYDVQQDDAlTZXJ2ZXIgQ0EwIBcNMjYxMTMw
MDkyOTI2WhgPMjEyNjExMDYwOTI5MjZaMCUxDzANBgNVBAoMBkdvb2dsZTESMBAG
A1UEAwwJU2VydmVyIENBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbO1OAxbS
mNEYx3QVpMLzuZM4D2wkshOkctWgJo+JW+2b668NKrdEqWmc/0T32MLrqHZbfPf1
gbNOavQqo8R8MKNTMFEwHQYDVR0OBBYEFBFIIjmX+B0dnu1qdv5Y83HWXMulMB8G
A1UdIwQYMBaAFBFIIjmX+B0dnu1qdv5Y83HWXMulMA8GA1UdEwEB/wQFMAMBAf8w
CgYIKoZIzj0EAwIDSQAwRgIhAJR+h/p24wC+PEbDHD+rvKJEGXmh0xNwcN+uz/Fs
kL+SAiEAk0hbo+LutqrvENXsA8XvbSe2ZyyA9MG/PyFkaHTlzgY=
-----END CERTIFICATE-----`;

/** An authority that ends on 2126-11-01. */
const OLD = `-----BEGIN CERTIFICATE-----
MIIBeDCCAR+gAwIBAgIUM69MvX45qvDTGHOe1rvih5BKo+swCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGT2xkIENBMCAXDTI2MTEzMDA5Mjk1NFoYDzIxMjYxMTAxMDky
OTU0WjARMQ8wDQYDVQQDDAZPbGQgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AASzkJ2gYQv0FvWOk6npvtXplYXMPNt/ESEzV0zZgtl3Nx5FzkNoRM8zInuNYDBC
VnAg2Zm4eaXe86QakJK9MKQLo1MwUTAdBgNVHQ4EFgQUHPL6hvKKwrVrm6gZKoL+
7Ghhb0YwHwYDVR0jBBgwFoAUHPL6hvKKwrVrm6gZKoL+7Ghhb0YwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAZLkBNkkdbvCRIIbTdNM+8HSndJ2iY
vLutRHLKjbdYvAIgCG58Q6delmOkedqwpyWqeHhO6iG+7riH+dGg922ECG4=
-----END CERTIFICATE-----`;

const resource = (type: string, name: string, outputs: RecordedResource["outputs"]): RecordedResource => ({
  urn: `urn:pulumi:prod.needs-1::shop::fairlead:cloud:Need$${type}::${name}`,
  type,
  name,
  parent: "urn:pulumi:prod.needs-1::shop::fairlead:cloud:Need::cart-carts",
  custom: true,
  inputs: { labels: { service: "cart" } },
  outputs,
  protect: true,
  dependencies: [],
  propertyDependencies: {},
  aliases: [],
  delete: false,
  external: false,
});

const redis = (...certificates: readonly string[]) =>
  resource("gcp:redis/instance:Instance", "prod-cart-carts", { serverCaCerts: certificates.map((cert) => ({ cert })) });
const sql = (cert: unknown) => resource("gcp:sql/databaseInstance:DatabaseInstance", "prod-cart-orders", { serverCaCerts: [{ cert }] });
const valkey = (certificate: string) =>
  resource("gcp:memorystore/instance:Instance", "prod-cart-sessions", {
    managedServerCas: [{ caCerts: [{ certificates: [certificate] }] }],
  });
const managed = (state: string, issues: readonly object[] = []) =>
  resource("gcp:certificatemanager/certificate:Certificate", "prod-shop", {
    name: "prod-shop-1",
    project: "shop-prod",
    managed: { state, provisioningIssues: issues },
  });

describe("recordedChecks", () => {
  it.each<readonly [what: string, recorded: RecordedResource, now: string, checks: readonly string[]]>([
    ["a Redis", redis(NEW), "2126-09-01T00:00:00Z", ["ok authority of redis.Instance prod-cart-carts: 66 days left"]],
    [
      "a Redis whose authority ends",
      redis(NEW),
      "2126-11-01T00:00:00Z",
      ["broken authority of redis.Instance prod-cart-carts: 5 days left"],
    ],
    [
      "a Redis whose authority changes",
      redis(OLD, NEW),
      "2126-10-30T00:00:00Z",
      ["warning authority of redis.Instance prod-cart-carts: 7 days left"],
    ],
    ["a Valkey", valkey(NEW), "2126-10-20T00:00:00Z", ["warning authority of memorystore.Instance prod-cart-sessions: 17 days left"]],
    ["a server of Cloud SQL", sql(NEW), "2026-12-01T00:00:00Z", ["ok authority of sql.DatabaseInstance prod-cart-orders: 36499 days left"]],
    ["a server of the local cloud", sql(madeUpCertificate("x")), "2026-12-01T00:00:00Z", []],
    ["an encrypted output", sql({ ciphertext: "v1:x" }), "2026-12-01T00:00:00Z", []],
    [
      "a string that is no certificate",
      sql("nonsense"),
      "2026-12-01T00:00:00Z",
      ["warning authority of sql.DatabaseInstance prod-cart-orders: the state of prod has no certificate that can be read"],
    ],
    ["a certificate that Google renews", managed("ACTIVE"), "2026-12-01T00:00:00Z", []],
    [
      "a certificate that Google makes",
      managed("PROVISIONING"),
      "2026-12-01T00:00:00Z",
      ["warning certificatemanager.Certificate prod-shop: Google has not made it yet"],
    ],
    [
      "a certificate that Google cannot make",
      managed("FAILED", [{ reason: "AUTHORIZATION_ISSUE", details: "no CNAME" }]),
      "2026-12-01T00:00:00Z",
      ["broken certificatemanager.Certificate prod-shop: Google cannot make it"],
    ],
  ])("judges %s", (_what, recorded, now, checks) => {
    const found = recordedChecks("prod", [recorded], now);
    expect(found.map(({ state, name, detail }) => `${state} ${name}: ${detail.split(/[,;]/)[0]}`)).toEqual(checks);
    expect(found.every(({ service }) => service === "cart")).toBe(true);
  });

  it("names the reasons of Google, and the command that shows more", () => {
    const [check] = recordedChecks("prod", [managed("FAILED", [{ reason: "CAA", details: "no issuer" }])], "2026-12-01T00:00:00Z");
    expect([check?.detail, check?.hint]).toEqual([
      "Google cannot make it; CAA; no issuer",
      "gcloud certificate-manager certificates describe prod-shop-1 --project shop-prod",
    ]);
  });
});
