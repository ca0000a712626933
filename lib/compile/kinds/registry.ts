import type { ServiceContext } from "../service-context.ts";
import type { ServiceManifestKind, ServiceManifests } from "../../model/manifest-kinds.ts";
import { configMaps } from "./config-map.ts";
import { cronJob } from "./cron-job.ts";
import { daemonSet } from "./daemon-set.ts";
import { deployment } from "./deployment.ts";
import { externalSecrets } from "./external-secret.ts";
import { horizontalPodAutoscaler } from "./horizontal-pod-autoscaler.ts";
import { gcpBackendPolicy } from "./gcp-backend-policy.ts";
import { grpcRoutes } from "./grpc-route.ts";
import { healthCheckPolicy } from "./health-check-policy.ts";
import { httpRoutes } from "./http-route.ts";
import { ingress } from "./ingress.ts";
import { jobs } from "./job.ts";
import { networkPolicies } from "./network-policy.ts";
import { passwords } from "./password.ts";
import { persistentVolumeClaims } from "./persistent-volume-claim.ts";
import { podDisruptionBudget } from "./pod-disruption-budget.ts";
import { podMonitoring } from "./pod-monitoring.ts";
import { roleBindings, roles } from "./role.ts";
import { serviceMonitor } from "./service-monitor.ts";
import { scaledObject } from "./scaled-object.ts";
import { service } from "./service.ts";
import { serviceAccount } from "./service-account.ts";
import { statefulSet } from "./stateful-set.ts";

/** The builder of each kind. A kind without a builder does not compile. */
export const SERVICE_KINDS: { readonly [K in ServiceManifestKind]: (context: ServiceContext) => readonly ServiceManifests[K][] } = {
  ServiceAccount: serviceAccount,
  ConfigMap: configMaps,
  ExternalSecret: externalSecrets,
  Password: passwords,
  PersistentVolumeClaim: persistentVolumeClaims,
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  CronJob: cronJob,
  Job: jobs,
  Service: service,
  HTTPRoute: httpRoutes,
  GRPCRoute: grpcRoutes,
  Ingress: ingress,
  HealthCheckPolicy: healthCheckPolicy,
  GCPBackendPolicy: gcpBackendPolicy,
  HorizontalPodAutoscaler: horizontalPodAutoscaler,
  PodMonitoring: podMonitoring,
  ServiceMonitor: serviceMonitor,
  Role: roles,
  RoleBinding: roleBindings,
  ScaledObject: scaledObject,
  PodDisruptionBudget: podDisruptionBudget,
  NetworkPolicy: networkPolicies,
};
