import { expect, it } from "vitest";
import { cloudInputs } from "../../../test/cloud-inputs.ts";
import { redis } from "../../model/needs/redis.ts";
import { secret } from "../../model/needs/secret.ts";
import { placeShards } from "../place/place-shards.ts";

const GRANT = "gcp:secretmanager/secretIamMember:SecretIamMember";
const needs = { keys: secret({ keys: ["stripe"] }), carts: redis({ memoryGb: 1, auth: true }) };

const cloud = (secretStore: object | undefined) =>
  cloudInputs(needs, "latest", { cloud: secretStore === undefined ? {} : { secretStore } });

const grants = (secretStore: object | undefined): readonly string[] =>
  cloud(secretStore).resources.flatMap(({ type, name }) => (type === GRANT ? [name] : []));

it("External Secrets may read each secret of the stack, and no others of the project", () => {
  expect(grants({})).toEqual(["latest-cart-carts-password-reader", "latest-cart-keys-stripe-reader"]);
  expect(cloud({}).get(GRANT, "latest-cart-keys-stripe-reader")).toEqual({
    member: {
      kind: "projectNumber",
      project: "shop-latest",
      text: "principal://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/shop-latest.svc.id.goog/subject/ns/external-secrets/sa/external-secrets",
    },
    project: "shop-latest",
    role: "roles/secretmanager.secretAccessor",
    secretId: { kind: "reference", type: "gcp:secretmanager/secret:Secret", name: "latest-cart-keys-stripe", output: "secretId" },
  });
});

it("External Secrets may run in another place", () => {
  expect(cloud({ namespace: "secrets", serviceAccount: "reader" }).get(GRANT, "latest-cart-keys-stripe-reader")).toMatchObject({
    member: { text: expect.stringMatching(/\/subject\/ns\/secrets\/sa\/reader$/) },
  });
});

it("nobody gets a permission unasked", () => {
  expect(grants(undefined)).toEqual([]);
});

it("a grant is in the part of the stack that has its secret", () => {
  const { resources } = cloud({});
  for (const shard of placeShards("latest", resources, [])) {
    const grant = shard.resources.some(({ type }) => type === GRANT);
    expect([shard.isFoundation, grant]).toEqual([shard.isFoundation, !shard.isFoundation]);
  }
});
