import { describe, expect, it } from "vitest";
import { cloudInputs, cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { bucket } from "../../model/needs/bucket.ts";
import { use } from "../../model/needs/use.ts";
import { placeShards } from "../place/place-shards.ts";

const ACCOUNT = "gcp:serviceaccount/account:Account";
const CREATOR = "gcp:serviceaccount/iAMMember:IAMMember";
const USER = "gcp:storage/bucketIAMMember:BucketIAMMember";

describe("a bucket whose URLs the service signs", () => {
  it("has an account that signs, and that may use this bucket only", () => {
    const { get } = cloudInputs({ images: bucket({ signedUrls: true }) }, "latest");
    expect(get(ACCOUNT, "latest-cart-images-signer")).toMatchObject({ accountId: "latest-cart-images-signer", project: "shop-latest" });
    expect(get(USER, "latest-cart-images-signer")).toMatchObject({
      member: { type: ACCOUNT, output: "member" },
      role: "roles/storage.objectUser",
    });
    expect(get(CREATOR, "cart-latest-cart-images-signer")).toMatchObject({
      member: { text: expect.stringMatching(/subject\/ns\/shop\/sa\/cart$/) },
      role: "roles/iam.serviceAccountTokenCreator",
      serviceAccountId: { type: ACCOUNT, name: "latest-cart-images-signer", output: "id" },
    });
  });

  it("has no account without the option", () => {
    expect(cloudInputs({ images: bucket() }, "latest").resources.filter(({ type }) => type === ACCOUNT || type === CREATOR)).toEqual([]);
  });

  it("has an account with an id of at most 30 characters", () => {
    const need = "product-photos";
    const { resources } = cloudInputs({ [need]: bucket({ signedUrls: true }) }, "latest");
    expect(resources.flatMap(({ type, name }) => (type === ACCOUNT ? [name.length] : []))).toEqual([30]);
  });

  it("lets each user of the bucket sign", () => {
    const cart = serviceFile("cart", { needs: { images: bucket({ signedUrls: true }) } });
    const mail = serviceFile("mail", { needs: { pictures: use(cart.service.need("images")) } });
    const { resources } = cloudOf([cart, mail], "latest");
    expect(resources.flatMap(({ type, name }) => (type === CREATOR ? [name] : []))).toEqual([
      "cart-latest-cart-images-signer",
      "mail-latest-cart-images-signer",
    ]);
    expect(placeShards("latest", resources, [])).toHaveLength(2);
  });
});
