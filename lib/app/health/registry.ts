import type { HealthCheckSpec } from "../../model/pipeline/health/registry.ts";
import { argocdCheck } from "./argocd-check.ts";
import { githubCheck } from "./github-check.ts";
import type { HealthCheck } from "./health-check.ts";
import { httpCheck } from "./http-check.ts";
import { prometheusCheck } from "./prometheus-check.ts";

type Kind = HealthCheckSpec["kind"];

type SpecOf<K extends Kind> = { readonly [Each in K]: Extract<HealthCheckSpec, { readonly kind: Each }> }[K];

/** Makes the check of each kind. A new kind is one file and one line here. */
const KINDS: { readonly [K in Kind]: (spec: SpecOf<K>) => HealthCheck } = {
  http: httpCheck,
  argocd: argocdCheck,
  prometheus: prometheusCheck,
  github: githubCheck,
};

/** Returns the check of a spec. */
export const healthCheck = <K extends Kind>(kind: K, spec: SpecOf<K>): HealthCheck => KINDS[kind](spec);
