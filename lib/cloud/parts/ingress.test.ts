import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { type Fields, problemsWith, serviceFile } from "../../../test/fleets.ts";
import { placeShards } from "../place/place-shards.ts";
import { resourceCosts } from "../cost/resource-cost.ts";

const GATEWAY = { gateway: { class: "gke-l7-global-external-managed" } };
const web = serviceFile("web", { public: { port: "http" } });
const NAME = "latest-web-shop-example-com-257b3188";

const cloud = (fields: Fields = {}) => cloudOf([web, serviceFile("cart")], "latest", { ...GATEWAY, cloud: { ingress: {}, ...fields } });

describe("the way from the internet to a stack", () => {
  it("has an address and a certificate map, which the Gateway names", () => {
    const { get, protected: kept } = cloud();
    expect(get("gcp:compute/globalAddress:GlobalAddress", "latest-ingress")).toMatchObject({
      addressType: "EXTERNAL",
      name: "latest-ingress",
    });
    expect(get("gcp:certificatemanager/certificateMap:CertificateMap", "latest-ingress")).toMatchObject({ name: "latest-ingress" });
    expect(kept).toEqual(["GlobalAddress latest-ingress"]);
  });

  it("has a certificate for each public host", () => {
    const { get } = cloud();
    const id = (type: string) => ({ kind: "reference", type: `gcp:certificatemanager/${type}`, name: NAME, output: "id" });
    expect(get("gcp:certificatemanager/dnsAuthorization:DnsAuthorization", NAME)).toMatchObject({ domain: "web.shop.example.com" });
    expect(get("gcp:certificatemanager/certificate:Certificate", NAME)).toMatchObject({
      managed: { dnsAuthorizations: [id("dnsAuthorization:DnsAuthorization")], domains: ["web.shop.example.com"] },
    });
    expect(get("gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", NAME)).toMatchObject({
      certificates: [id("certificate:Certificate")],
      hostname: "web.shop.example.com",
      map: "latest-ingress",
    });
  });

  it("has the DNS records of hosts in the zone of the stack, and no others", () => {
    const records = ({ resources }: ReturnType<typeof cloud>) =>
      resources.flatMap(({ type, name }) => (type === "gcp:dns/recordSet:RecordSet" ? [name] : []));
    expect(records(cloud())).toEqual([]);
    expect(records(cloud({ zone: { domain: "example.org" } }))).toEqual([]);
    const zoned = cloud({ zone: {} });
    expect(records(zoned)).toEqual(["_acme-challenge.web.shop.example.com", "web.shop.example.com"]);
    expect(zoned.get("gcp:dns/recordSet:RecordSet", "web.shop.example.com")).toMatchObject({
      managedZone: "latest-public",
      rrdatas: [{ type: "gcp:compute/globalAddress:GlobalAddress", name: "latest-ingress", output: "address" }],
      type: "A",
    });
    expect(zoned.get("gcp:dns/recordSet:RecordSet", "_acme-challenge.web.shop.example.com")).toMatchObject({ type: "CNAME" });
  });

  it("refers to nothing that only another part of the stack knows", () => {
    const { resources } = cloudOf([web], "latest", { ...GATEWAY, cloud: { ingress: {}, zone: {}, alerts: {} } });
    expect(placeShards("latest", resources, []).map(({ name }) => name)).toEqual(["latest.foundation", "latest.needs-1"]);
  });

  it("has prices that nobody listed, and never counts them as zero", () => {
    const kinds = cloud().resources.flatMap((resource) => resourceCosts(resource, "us-central1").map(({ kind }) => [resource.type, kind]));
    expect(kinds).toContainEqual(["gcp:certificatemanager/certificate:Certificate", "unknown"]);
  });

  it.each<readonly [what: string, fields: Fields, problem: string]>([
    ["a regional Gateway", { gateway: { class: "gke-l7-regional-external-managed" } }, "cloud.ingress: needs a Gateway of a global class"],
    ["no class", { gateway: undefined }, "cloud.ingress: needs a Gateway of a global class"],
  ])("refuses %s", (_what, fields, problem) => {
    const stack = { ...GATEWAY, cloud: { ingress: {} }, ...fields };
    expect(problemsWith({}, stack)).toContain(`stacks/latest.ts: ${problem}`);
  });
});
