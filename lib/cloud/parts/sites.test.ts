import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import type { Tier } from "../../model/tier.ts";
import type { CloudType } from "../cloud-types.ts";
import { resourceCosts } from "../cost/resource-cost.ts";

const BUCKET = "gcp:storage/bucket:Bucket";
const GRANT = "gcp:storage/bucketIAMMember:BucketIAMMember";
const PROVIDER = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";
const NAME = "latest-site-docs";
const CERTIFICATE = "latest-docs-shop-example-com-aa812f20";

const site = (fields: object = {}, parts: object = {}, tier: Tier = "latest") =>
  cloudOf([serviceFile("cart", { scale: { min: 3, max: 4 } })], tier, {
    cloud: { sites: { docs: { host: "docs.shop.example.com", because: "customers read it", ...fields } }, ...parts },
  });

const output = (type: CloudType, name: string, field = "id") => ({ kind: "reference", type, name, output: field });

describe("the bucket of a site", () => {
  it("may be read by everybody, and keeps what is deleted by accident", () => {
    const { get } = site();
    expect(get(BUCKET, "shop-latest-latest-site_docs")).toMatchObject({
      forceDestroy: false,
      publicAccessPrevention: "inherited",
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
      uniformBucketLevelAccess: true,
      versioning: { enabled: true },
      website: { mainPageSuffix: "index.html", notFoundPage: "404.html" },
    });
    expect(get(GRANT, "shop-latest-latest-site_docs-everybody")).toMatchObject({ member: "allUsers", role: "roles/storage.objectViewer" });
  });

  it("has the page that the spec names", () => {
    expect(site({ notFound: "index.html" }).get(BUCKET, "shop-latest-latest-site_docs")).toMatchObject({
      website: { notFoundPage: "index.html" },
    });
  });

  it("is written by the Actions of some repositories, which need no key", () => {
    const { get, resources } = site({ github: ["acme/docs"] });
    expect(get(GRANT, "shop-latest-latest-site_docs-acme--docs")).toMatchObject({
      member: { text: expect.stringMatching(/workloadIdentityPools\/ci-latest\/attribute\.repository\/acme\/docs$/) },
      role: "roles/storage.objectUser",
    });
    expect(get(PROVIDER, "ci-latest")).toMatchObject({ attributeCondition: 'assertion.repository in ["acme/docs"]' });
    expect(resources.filter(({ type }) => type === GRANT)).toHaveLength(2);
  });

  it("shares the identity of the CI with the registry", () => {
    const { get } = site({ github: ["acme/docs"] }, { registry: { github: ["acme/cart", "acme/docs"] } });
    expect(get(PROVIDER, "ci-latest")).toMatchObject({ attributeCondition: 'assertion.repository in ["acme/cart", "acme/docs"]' });
  });
});

describe("the way to a site", () => {
  it("leads over HTTPS through the CDN to the bucket", () => {
    const { get } = site();
    expect(get("gcp:compute/globalForwardingRule:GlobalForwardingRule", NAME)).toMatchObject({
      ipAddress: output("gcp:compute/globalAddress:GlobalAddress", NAME, "address"),
      loadBalancingScheme: "EXTERNAL_MANAGED",
      portRange: "443",
      target: output("gcp:compute/targetHttpsProxy:TargetHttpsProxy", NAME),
    });
    expect(get("gcp:compute/targetHttpsProxy:TargetHttpsProxy", NAME)).toMatchObject({
      certificateMap: `//certificatemanager.googleapis.com/projects/shop-latest/locations/global/certificateMaps/${NAME}`,
      sslPolicy: output("gcp:compute/sSLPolicy:SSLPolicy", NAME),
      urlMap: output("gcp:compute/uRLMap:URLMap", NAME),
    });
    expect(get("gcp:compute/uRLMap:URLMap", NAME)).toMatchObject({
      defaultService: output("gcp:compute/backendBucket:BackendBucket", NAME),
    });
    expect(get("gcp:compute/backendBucket:BackendBucket", NAME)).toMatchObject({
      bucketName: output(BUCKET, "shop-latest-latest-site_docs", "name"),
      cdnPolicy: { cacheMode: "CACHE_ALL_STATIC" },
      customResponseHeaders: expect.arrayContaining(["Strict-Transport-Security: max-age=31536000"]),
      enableCdn: true,
    });
    expect(get("gcp:compute/sSLPolicy:SSLPolicy", NAME)).toMatchObject({ minTlsVersion: "TLS_1_2", profile: "MODERN" });
  });

  it("sends HTTP to HTTPS", () => {
    const { get } = site();
    const plain = `${NAME}-http`;
    expect(get("gcp:compute/globalForwardingRule:GlobalForwardingRule", plain)).toMatchObject({
      ipAddress: output("gcp:compute/globalAddress:GlobalAddress", NAME, "address"),
      portRange: "80",
      target: output("gcp:compute/targetHttpProxy:TargetHttpProxy", plain),
    });
    expect(get("gcp:compute/targetHttpProxy:TargetHttpProxy", plain)).toMatchObject({ urlMap: output("gcp:compute/uRLMap:URLMap", plain) });
    expect(get("gcp:compute/uRLMap:URLMap", plain)).toMatchObject({ defaultUrlRedirect: { httpsRedirect: true } });
  });

  it("waits for the certificate map, which it names", () => {
    const proxy = site().resources.find(({ type }) => type === "gcp:compute/targetHttpsProxy:TargetHttpsProxy");
    expect(proxy?.dependsOn).toEqual([{ type: "gcp:certificatemanager/certificateMap:CertificateMap", name: NAME }]);
  });

  it("has a certificate, and DNS records if the stack has the zone", () => {
    const records = ({ resources }: ReturnType<typeof site>) =>
      resources.flatMap(({ type, name }) => (type === "gcp:dns/recordSet:RecordSet" ? [name] : []));
    expect(site().get("gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", CERTIFICATE)).toMatchObject({
      hostname: "docs.shop.example.com",
      map: NAME,
    });
    expect(records(site())).toEqual([]);
    const zoned = site({}, { zone: {} });
    expect(records(zoned)).toEqual(["_acme-challenge.docs.shop.example.com", "docs.shop.example.com"]);
    expect(zoned.get("gcp:dns/recordSet:RecordSet", "docs.shop.example.com")).toMatchObject({
      rrdatas: [output("gcp:compute/globalAddress:GlobalAddress", NAME, "address")],
      type: "A",
    });
  });
});

it.each<readonly [tier: Tier, kept: readonly string[]]>([
  ["latest", ["GlobalAddress latest-site-docs"]],
  ["staging", ["GlobalAddress staging-site-docs"]],
  ["prod", ["GlobalAddress prod-site-docs", "Bucket shop-prod-prod-site_docs"]],
])("on %s, the engine keeps %j", (tier, kept) => {
  expect(site({}, {}, tier).protected).toEqual(kept);
});

it("has names that fit, if those of the stack are long", () => {
  const name = "a".repeat(40);
  const { resources } = cloudOf(
    [serviceFile("cart")],
    "latest",
    { cloud: { sites: { ["d".repeat(30)]: { host: "docs.example.com", because: "customers read it" } } } },
    name,
  );
  const long = resources.filter(({ type }) => type.startsWith("gcp:compute/") || type === BUCKET).filter((each) => each.name.length > 63);
  expect(long).toEqual([]);
});

it("costs an address; what the CDN and the load balancer cost depends on use or is not listed", () => {
  const costs = site().resources.flatMap((resource) => resourceCosts(resource, "us-central1"));
  expect(costs.filter(({ kind }) => kind === "month")).toEqual([{ kind: "month", least: 3.65, most: 3.65 }]);
  expect(costs.flatMap((cost) => (cost.kind === "month" ? [] : [cost.of])).sort()).toEqual([
    "bytes from the CDN",
    "bytes in buckets",
    "certificates",
    "endpoints and load balancers",
    "endpoints and load balancers",
  ]);
});
