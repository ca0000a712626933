import { cloudKind, idOf, selfLink } from "./kind.ts";

/** A bucket that load balancers serve, with the CDN in front. */
export const backendBucketKind = cloudKind("gcp:compute/backendBucket:BackendBucket", {
  replaces: ["name", "params", "project"],
  required: ["bucketName", "name"],
  id: idOf("projects/{project}/global/backendBuckets/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});

/** The way of a request by its host and path. */
export const urlMapKind = cloudKind("gcp:compute/uRLMap:URLMap", {
  replaces: ["name", "project"],
  required: ["name"],
  conflicts: [["defaultService", "defaultUrlRedirect"]],
  id: idOf("projects/{project}/global/urlMaps/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});

/** The end of a TLS connection. */
export const httpsProxyKind = cloudKind("gcp:compute/targetHttpsProxy:TargetHttpsProxy", {
  replaces: ["description", "httpKeepAliveTimeoutSec", "name", "project", "proxyBind", "tlsEarlyData"],
  required: ["name", "urlMap"],
  conflicts: [["certificateManagerCertificates", "sslCertificates"]],
  id: idOf("projects/{project}/global/targetHttpsProxies/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});

/** The end of a connection without TLS. */
export const httpProxyKind = cloudKind("gcp:compute/targetHttpProxy:TargetHttpProxy", {
  replaces: ["description", "httpKeepAliveTimeoutSec", "name", "project", "proxyBind"],
  required: ["name", "urlMap"],
  id: idOf("projects/{project}/global/targetHttpProxies/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});

/** The versions of TLS that a load balancer accepts. */
export const tlsPolicyKind = cloudKind("gcp:compute/sSLPolicy:SSLPolicy", {
  replaces: ["description", "name", "project"],
  required: ["name"],
  id: idOf("projects/{project}/global/sslPolicies/{name}"),
  outputs: (_inputs, id) => ({ selfLink: selfLink(id) }),
});
