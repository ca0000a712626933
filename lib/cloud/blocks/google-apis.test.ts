import { describe, expect, it } from "vitest";
import { cloudInputs, cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { bucket } from "../../model/needs/bucket.ts";

const RULE = "gcp:compute/globalForwardingRule:GlobalForwardingRule";
const ZONE = "gcp:dns/managedZone:ManagedZone";

describe("Google's APIs in a stack's network", () => {
  const cloud = cloudInputs({ images: bucket() }, "latest");
  const network = { kind: "reference", type: "gcp:compute/network:Network", name: "latest", output: "id" };

  it("answer at the address of the plan", () => {
    expect(cloud.get("gcp:compute/globalAddress:GlobalAddress", "latest-google-apis")).toMatchObject({
      address: "10.10.192.0",
      addressType: "INTERNAL",
      network,
      purpose: "PRIVATE_SERVICE_CONNECT",
    });
    expect(cloud.get(RULE, "latest-google-apis")).toMatchObject({ loadBalancingScheme: "", network, target: "all-apis" });
  });

  it("have names that lead to the endpoint", () => {
    expect(cloud.get(ZONE, "latest-google-apis")).toMatchObject({
      dnsName: "googleapis.com.",
      privateVisibilityConfig: { networks: [{ networkUrl: network }] },
      visibility: "private",
    });
    expect(["googleapis.com", "any.googleapis.com"].map((name) => cloud.get("gcp:dns/recordSet:RecordSet", name))).toMatchObject([
      { name: "googleapis.com.", rrdatas: ["10.10.192.0"], type: "A" },
      { name: "*.googleapis.com.", rrdatas: ["googleapis.com."], type: "CNAME" },
    ]);
  });

  it.each([
    ["latest", "latest"],
    ["a long name", "prod-northamerica-northeast1-with-shops"],
  ])("have an endpoint with a name of at most 20 letters and digits: %s", (_what, name) => {
    const { resources } = cloudOf([serviceFile("cart", { needs: { images: bucket() } })], "latest", {}, name);
    const rule = resources.find(({ type }) => type === RULE);
    expect(rule?.inputs).toMatchObject({ name: expect.stringMatching(/^[a-z][a-z0-9]{0,19}$/) });
  });
});
