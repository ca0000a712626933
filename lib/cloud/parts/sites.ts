import { type SiteInput, type SitesInput, siteBucket } from "../../model/cloud/sites.ts";
import type { StackModel } from "../../model/model.ts";
import { bucketCare } from "../blocks/bucket.ts";
import { certifiedHost, makeEntrance } from "../certified-host.ts";
import { networkName, stackLabels } from "../cloud-names.ts";
import { isProtected, keyOf } from "../need-place.ts";
import { type AnyCloudResource, type Block, outputOf, type ResourceName, resourcesOf } from "../resource.ts";
import { ciMember, ciName } from "./ci-identity.ts";
import type { StackPart } from "./stack-part.ts";

/** The kind of block of a site. Policies know by it that the bucket is public on purpose. */
export const SITE = "StaticSite";

/** The permission that everybody has for the bucket of a site. */
export const SITE_READER = "roles/storage.objectViewer";

/** The load balancer of the global network of Google, which the CDN needs. */
const SCHEME = "EXTERNAL_MANAGED";

/** Browsers open the site with HTTPS only, for a year, and take files for what their type says. */
const HEADERS = ["Strict-Transport-Security: max-age=31536000", "X-Content-Type-Options: nosniff"];

/** Makes the static websites of a stack: a bucket, the CDN, a certificate and DNS records for each. */
export const sitesStackPart: StackPart<SitesInput> = {
  inNetwork: false,
  resources: (sites, stack) =>
    Object.entries(sites).flatMap(([name, site]) => {
      const block = { kind: SITE, name: `${stack.name}-${name}` };
      const entrance = { name: networkName(stack, `site-${name}`), block };
      const place = { stack, block, name, site };
      return [
        ...makeBucket(place),
        ...makeEntrance(stack, entrance),
        ...loadBalancer(place, entrance.name),
        ...certifiedHost(stack, site.host, block, entrance),
      ];
    }),
};

interface SitePlace {
  readonly stack: StackModel;
  readonly block: Block;
  readonly name: string;
  readonly site: SiteInput;
}

/** Makes the bucket of a site. Everybody reads it, and the Actions of some GitHub repositories write it. */
function makeBucket({ stack, block, name, site }: SitePlace): readonly AnyCloudResource[] {
  const { github = [], notFound = "404.html" } = site;
  const make = resourcesOf(block);
  const id = siteBucket(stack, name);
  const bucket = make(
    "gcp:storage/bucket:Bucket",
    id,
    {
      ...bucketCare(keyOf(stack), true),
      labels: stackLabels(stack),
      location: stack.region.toUpperCase(),
      name: id,
      project: stack.project,
      // The files are public on purpose. Without "inherited", Cloud Storage refuses the grant to everybody.
      publicAccessPrevention: "inherited",
      website: { mainPageSuffix: "index.html", notFoundPage: notFound },
    },
    { protect: isProtected(stack.tier) },
  );
  const grant = (who: string, member: ReturnType<typeof ciMember> | string, role: string): AnyCloudResource =>
    make("gcp:storage/bucketIAMMember:BucketIAMMember", `${id}-${who}`, { bucket: outputOf(bucket, "name"), member, role });
  return [
    bucket,
    grant("everybody", "allUsers", SITE_READER),
    ...github.map((repository) => grant(ciName(repository), ciMember(stack, repository), "roles/storage.objectUser")),
  ];
}

/** Makes the way of a request: HTTPS leads through the CDN to the bucket, and HTTP is sent to HTTPS. */
function loadBalancer({ stack, block, name: site }: SitePlace, name: string): readonly AnyCloudResource[] {
  const make = resourcesOf(block);
  const { project } = stack;
  const plain = networkName(stack, `site-${site}-http`);
  const bucket: ResourceName = { type: "gcp:storage/bucket:Bucket", name: siteBucket(stack, site) };
  const backend = make("gcp:compute/backendBucket:BackendBucket", name, {
    bucketName: outputOf(bucket, "name"),
    cdnPolicy: { cacheMode: "CACHE_ALL_STATIC", negativeCaching: true, requestCoalescing: true, serveWhileStale: 86_400 },
    compressionMode: "AUTOMATIC",
    customResponseHeaders: HEADERS,
    enableCdn: true,
    name,
    project,
  });
  const files = make("gcp:compute/uRLMap:URLMap", name, { defaultService: outputOf(backend, "id"), name, project });
  const redirect = make("gcp:compute/uRLMap:URLMap", plain, {
    defaultUrlRedirect: { httpsRedirect: true, redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT", stripQuery: false },
    name: plain,
    project,
  });
  const tls = make("gcp:compute/sSLPolicy:SSLPolicy", name, { minTlsVersion: "TLS_1_2", name, profile: "MODERN", project });
  const https = make("gcp:compute/targetHttpsProxy:TargetHttpsProxy", name, {
    certificateMap: `//certificatemanager.googleapis.com/projects/${project}/locations/global/certificateMaps/${name}`,
    name,
    project,
    sslPolicy: outputOf(tls, "id"),
    urlMap: outputOf(files, "id"),
  });
  const http = make("gcp:compute/targetHttpProxy:TargetHttpProxy", plain, { name: plain, project, urlMap: outputOf(redirect, "id") });
  const rule = (rule: string, port: string, target: AnyCloudResource): AnyCloudResource =>
    make("gcp:compute/globalForwardingRule:GlobalForwardingRule", rule, {
      ipAddress: outputOf({ type: "gcp:compute/globalAddress:GlobalAddress", name }, "address"),
      ipProtocol: "TCP",
      labels: stackLabels(stack),
      loadBalancingScheme: SCHEME,
      name: rule,
      portRange: port,
      project,
      target: outputOf(target, "id"),
    });
  return [backend, files, redirect, tls, https, http, rule(name, "443", https), rule(plain, "80", http)];
}
