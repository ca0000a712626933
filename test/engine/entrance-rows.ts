/** An input on latest and on prod. `*` stands for the tier, and `%` for the number of the project. */
export type Row = readonly [resource: string, input: string, latest: unknown, prod?: unknown];

const HOST = "*-shop-shop-example-com-51942b5d";
const SITE = "*-site-docs";
const FILES = "shop-*-*-site_docs";

const ci = (repository: string): string =>
  `principalSet://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/ci-*/attribute.repository/${repository}`;

/** Lists the inputs of the ways from the internet: of the Gateway, and of a static website. @param key the key of prod */
export const entranceInputs = (key: string): readonly Row[] => [
  ["compute.GlobalAddress *-ingress", "addressType", "EXTERNAL"],
  ["certificatemanager.CertificateMap *-ingress", "name", "*-ingress"],
  [`certificatemanager.Certificate ${HOST}`, "managed.domains", ["shop.shop.example.com"]],
  [`certificatemanager.Certificate ${HOST}`, "managed.dnsAuthorizations", [`projects/shop-*/locations/global/dnsAuthorizations/${HOST}`]],
  [`certificatemanager.CertificateMapEntry ${HOST}`, "hostname", "shop.shop.example.com"],
  [`certificatemanager.CertificateMapEntry ${HOST}`, "map", "*-ingress"],
  [`storage.Bucket ${FILES}`, "publicAccessPrevention", "inherited"],
  [`storage.Bucket ${FILES}`, "website", { mainPageSuffix: "index.html", notFoundPage: "404.html" }],
  [`storage.Bucket ${FILES}`, "versioning.enabled", true],
  [`storage.Bucket ${FILES}`, "forceDestroy", false],
  [`storage.Bucket ${FILES}`, "encryption.defaultKmsKeyName", undefined, key],
  [`storage.BucketIAMMember ${FILES}-everybody`, "member", "allUsers"],
  [`storage.BucketIAMMember ${FILES}-everybody`, "role", "roles/storage.objectViewer"],
  [`storage.BucketIAMMember ${FILES}-acme--docs`, "role", "roles/storage.objectUser"],
  [`storage.BucketIAMMember ${FILES}-acme--docs`, "member", ci("acme/docs")],
  ["iam.WorkloadIdentityPoolProvider ci-*", "attributeCondition", 'assertion.repository in ["acme/cart", "acme/docs", "acme/mail"]'],
  [`compute.BackendBucket ${SITE}`, "bucketName", FILES],
  [`compute.BackendBucket ${SITE}`, "enableCdn", true],
  [`compute.URLMap ${SITE}`, "defaultService", `projects/shop-*/global/backendBuckets/${SITE}`],
  [`compute.URLMap ${SITE}-http`, "defaultUrlRedirect.httpsRedirect", true],
  [`compute.SSLPolicy ${SITE}`, "minTlsVersion", "TLS_1_2"],
  [`compute.TargetHttpsProxy ${SITE}`, "urlMap", `projects/shop-*/global/urlMaps/${SITE}`],
  [`compute.TargetHttpsProxy ${SITE}`, "sslPolicy", `projects/shop-*/global/sslPolicies/${SITE}`],
  [
    `compute.TargetHttpsProxy ${SITE}`,
    "certificateMap",
    `//certificatemanager.googleapis.com/projects/shop-*/locations/global/certificateMaps/${SITE}`,
  ],
  [`compute.GlobalForwardingRule ${SITE}`, "target", `projects/shop-*/global/targetHttpsProxies/${SITE}`],
  [`compute.GlobalForwardingRule ${SITE}`, "loadBalancingScheme", "EXTERNAL_MANAGED"],
  [`compute.GlobalForwardingRule ${SITE}`, "portRange", "443"],
  [`compute.GlobalForwardingRule ${SITE}-http`, "target", `projects/shop-*/global/targetHttpProxies/${SITE}-http`],
  [`compute.GlobalForwardingRule ${SITE}-http`, "portRange", "80"],
  ["dns.RecordSet docs.shop.example.com", "type", "A"],
  ["dns.RecordSet _acme-challenge.docs.shop.example.com", "type", "CNAME"],
];

/** The options of the ways from the internet. */
export const ENTRANCE_OPTIONS: readonly Row[] = [
  [`storage.Bucket ${FILES}`, "protect", undefined, true],
  ["compute.GlobalAddress *-ingress", "protect", true],
  [`compute.GlobalAddress ${SITE}`, "protect", true],
];
