import type { Dialect } from "./strict-schema.ts";

/** A Go module that is downloaded for its schema files. It is not compiled. */
export interface SchemaModule {
  readonly path: string;
  readonly version: string;
  /** The module's hash, as in `go.sum`. A download with another hash is refused. */
  readonly sum: string;
  /** `builtin`: `files` is one OpenAPI v2 document. `crd`: `files` is a directory of CustomResourceDefinitions. */
  readonly dialect: Dialect;
  /** Path inside the module. */
  readonly files: string;
  /** The kinds that it is for, and the reason of the version if there is one. */
  readonly why: string;
}

/**
 * The sources of the schemas. Each is the oldest version that a cluster of the fleet may run. So a field that only
 * newer versions have is a finding. `go.mod` pins the programs kube-score and kubeconform.
 */
export const schemaModules: readonly SchemaModule[] = [
  {
    path: "k8s.io/kubernetes",
    version: "v1.34.4",
    sum: "h1:Yy6R4QB8C9kJPp25GFqEvX5XQwY5qzKeqD0Xx6oAcmk=",
    dialect: "builtin",
    files: "api/openapi-spec/swagger.json",
    why: "built-in kinds; kube-score gets the same minor version",
  },
  {
    path: "github.com/argoproj/argo-cd/v3",
    version: "v3.2.12",
    sum: "h1:XbOyqcoPIjMhiP+y05Zi2U+HfG3b2TNfGJgVuK5Y8g0=",
    dialect: "crd",
    files: "manifests/crds",
    why: "Application, AppProject; 3.2 is the first with `retry.refresh`",
  },
  {
    path: "github.com/argoproj/argo-rollouts",
    version: "v1.8.4",
    sum: "h1:yRoN6/mNtb9H2VHhL09ZvF3ZfajerOrKB3EhgIGoz6c=",
    dialect: "crd",
    files: "manifests/crds",
    why: "Rollout, AnalysisTemplate",
  },
  {
    path: "github.com/external-secrets/external-secrets",
    version: "v1.3.2",
    sum: "h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=",
    dialect: "crd",
    files: "config/crds/bases",
    why: "ExternalSecret v1",
  },
  {
    path: "sigs.k8s.io/gateway-api",
    version: "v1.4.1",
    sum: "h1:NPxFutNkKNa8UfLd2CMlEuhIPMQgDQ6DXNKG9sHbJU8=",
    dialect: "crd",
    files: "config/crd/standard",
    why: "HTTPRoute v1 and the rest of the standard channel",
  },
  {
    path: "github.com/prometheus-operator/prometheus-operator",
    version: "v0.85.0",
    sum: "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=",
    dialect: "crd",
    files: "example/prometheus-operator-crd",
    why: "PodMonitor, ServiceMonitor, PrometheusRule",
  },
  {
    path: "github.com/kedacore/keda/v2",
    version: "v2.17.2",
    sum: "h1:xlrcK5TKABJF9PebK79sgL07s/csGjL3H4m72OkZXxk=",
    dialect: "crd",
    files: "config/crd/bases",
    why: "ScaledObject, ScaledJob, TriggerAuthentication",
  },
  {
    path: "github.com/GoogleCloudPlatform/prometheus-engine",
    version: "v0.17.2",
    sum: "h1:b4Sau/04Xn0wqGyGABUzLVOSlM7BxsZHbcYEXP3EDeg=",
    dialect: "crd",
    files: "charts/operator/crds",
    why: "PodMonitoring of Google's managed Prometheus",
  },
  {
    path: "github.com/GoogleCloudPlatform/gke-gateway-api",
    version: "v1.3.0",
    sum: "h1:4WjH6dFtnezCFiYlbmq0SBF2f8PIQD3rV99m5FRb/UM=",
    dialect: "crd",
    files: "config/crd",
    why: "HealthCheckPolicy, GCPBackendPolicy",
  },
];

/** The programs that `go.mod` pins: name of the binary -> package. */
export const programs = {
  "kube-score": "github.com/zegl/kube-score/cmd/kube-score",
  kubeconform: "github.com/yannh/kubeconform/cmd/kubeconform",
} as const;

/** The oldest Go that builds the programs: the `go` line of `go.mod`. Source: kubeconform. */
export const minimumGo = "1.26";

/** Returns the value of kube-score's `--kubernetes-version`, such as `v1.34`. */
export function kubernetesMinor(modules: readonly SchemaModule[] = schemaModules): string {
  const builtin = modules.find((module) => module.dialect === "builtin");
  if (builtin === undefined) throw new Error("modules.ts has no module of built-in kinds");
  return builtin.version.split(".").slice(0, 2).join(".");
}
