import { type ArgocdCheckInput, argocdKind } from "./argocd.ts";
import { type GithubCheckInput, githubKind } from "./github.ts";
import { type HttpCheckInput, httpKind } from "./http.ts";
import { type PrometheusCheckInput, prometheusKind } from "./prometheus.ts";

/** A check of the health of a wave. */
export type HealthCheckInput = HttpCheckInput | ArgocdCheckInput | PrometheusCheckInput | GithubCheckInput;

/** Every kind of health check. */
export const HEALTH_KINDS = [httpKind, argocdKind, prometheusKind, githubKind] as const;

/** A check that the rules have checked. */
export type HealthCheckSpec = NonNullable<ReturnType<(typeof HEALTH_KINDS)[number]["parse"]>>;
