import { expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";

const MEMBER = "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";

const cloud = (parts: object, tier: "latest" | "prod" = "latest") =>
  cloudOf([serviceFile("cart", { scale: { min: 3, max: 4 } })], tier, { cloud: parts });

it("a registry has tags that nobody moves, and forgets images without a tag", () => {
  expect(cloud({ registry: {} }).get("gcp:artifactregistry/repository:Repository", "services")).toMatchObject({
    cleanupPolicies: [{ action: "DELETE", condition: { olderThan: "2592000s", tagState: "UNTAGGED" }, id: "untagged" }],
    dockerConfig: { immutableTags: true },
    format: "DOCKER",
    location: "us-central1",
  });
});

it("a registry without CI trusts nobody", () => {
  expect(cloud({ registry: {} }).resources.map(({ type }) => type)).toEqual(["gcp:artifactregistry/repository:Repository"]);
});

it("the CI needs no key, and only its repositories push", () => {
  const { get, resources } = cloud({ registry: { repositories: ["a", "b"], github: ["acme/mail", "acme/cart"] } });
  expect(get("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", "ci-latest")).toMatchObject({
    attributeCondition: 'assertion.repository in ["acme/cart", "acme/mail"]',
    attributeMapping: { "attribute.repository": "assertion.repository", "google.subject": "assertion.sub" },
    oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
  });
  expect(resources.flatMap(({ type, name }) => (type === MEMBER ? [name] : []))).toEqual([
    "a.acme--cart",
    "a.acme--mail",
    "b.acme--cart",
    "b.acme--mail",
  ]);
  expect(get(MEMBER, "a.acme--cart")).toMatchObject({
    member: {
      kind: "projectNumber",
      project: "shop-latest",
      text: "principalSet://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/ci-latest/attribute.repository/acme/cart",
    },
    role: "roles/artifactregistry.writer",
  });
});

it.each<readonly [what: string, zone: object, tier: "latest" | "prod", dnsName: string, kept: readonly string[]]>([
  ["is the stack's domain", {}, "latest", "shop.example.com.", []],
  ["may be wider, and is protected on prod", { domain: "example.com" }, "prod", "example.com.", ["ManagedZone prod-public"]],
])("a public zone %s", (_what, zone, tier, dnsName, kept) => {
  const { get, protected: found } = cloud({ zone }, tier);
  expect(get("gcp:dns/managedZone:ManagedZone", `${tier}-public`)).toMatchObject({
    dnsName,
    dnssecConfig: { state: "on" },
    visibility: "public",
  });
  expect(found).toEqual(kept);
});
