import { applied, type CommandLine, installed } from "./command-line.ts";

/** An operator that serves kinds which Kubernetes lacks. */
export interface Operator {
  readonly id: string;
  readonly title: string;
  /** The API groups that it serves. An object may also ask for it by an annotation of such a group. */
  readonly groups: readonly string[];
  readonly version: string;
  readonly install: CommandLine;
}

const chart = (id: string, version: string, repository: string, values: Readonly<Record<string, string>> = {}) => ({
  id,
  version,
  install: installed(id, { repository, version, values }),
});

const manifest = (id: string, version: string, url: (version: string) => string) => ({ id, version, install: applied([url(version)]) });

/** The operators that `bootstrap` installs, in order. Versions are those of the schemas that check the manifests. */
export const OPERATORS: readonly Operator[] = [
  {
    title: "External Secrets",
    groups: ["external-secrets.io", "generators.external-secrets.io"],
    ...chart("external-secrets", "1.3.2", "https://charts.external-secrets.io"),
  },
  { title: "KEDA", groups: ["keda.sh"], ...chart("keda", "2.17.2", "https://kedacore.github.io/charts") },
  {
    title: "cert-manager",
    groups: ["cert-manager.io"],
    ...chart("cert-manager", "v1.18.2", "https://charts.jetstack.io", { "crds.enabled": "true" }),
  },
  {
    title: "Gateway API",
    groups: ["gateway.networking.k8s.io"],
    ...manifest(
      "gateway-api",
      "v1.4.1",
      (version) => `https://github.com/kubernetes-sigs/gateway-api/releases/download/${version}/standard-install.yaml`,
    ),
  },
  {
    title: "Prometheus Operator",
    groups: ["monitoring.coreos.com"],
    ...manifest(
      "prometheus-operator",
      "v0.85.0",
      (version) => `https://github.com/prometheus-operator/prometheus-operator/releases/download/${version}/bundle.yaml`,
    ),
  },
];

/** The API groups that GKE serves by itself. */
export const GKE_GROUPS: ReadonlySet<string> = new Set(["cloud.google.com", "monitoring.googleapis.com", "networking.gke.io"]);
