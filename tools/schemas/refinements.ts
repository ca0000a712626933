import type { Assertions } from "../../lib/compile/schema/node.ts";
import type { FormatName } from "../../lib/compile/schema/formats.ts";

/** A limit of a field that the OpenAPI description leaves out. `keys` is the format of a map's keys, and `items` holds for each item. */
export interface Refinement extends Assertions {
  readonly keys?: FormatName;
  readonly items?: Assertions;
}

type Fields = Readonly<Record<string, Refinement>>;

const form = (format: FormatName): Refinement => ({ format });
const between = (minimum: number, maximum: number): Refinement => ({ minimum, maximum });
const atLeast = (minimum: number): Refinement => ({ minimum });
const port = between(1, 65_535);
const portReference: Refinement = { ...port, format: "port-name" };
const amountOfPods: Refinement = { format: "percent", minimum: 0 };
const uid = between(0, 2_147_483_647);
const mode = between(0, 0o777);
const labels: Refinement = { keys: "label-key", items: { format: "label-value" } };
const replicas: Fields = { replicas: atLeast(0), minReadySeconds: atLeast(0) };
const amounts: Refinement = { keys: "resource-name" };
const reference: Fields = { name: form("subdomain") };
const key: Fields = { name: form("subdomain"), key: form("config-key") };
const projected: Fields = { path: form("relative-path"), mode };
const ids: Fields = { runAsUser: uid, runAsGroup: uid };
const selectorRequirement: Fields = { key: form("label-key") };

/** Definition -> field -> its limits. Source: pkg/apis/<group>/validation/validation.go of Kubernetes. */
export const REFINEMENTS: Readonly<Record<string, Fields>> = {
  "apps.v1.DaemonSetSpec": { minReadySeconds: atLeast(0), revisionHistoryLimit: atLeast(0) },
  "apps.v1.DeploymentSpec": { ...replicas, revisionHistoryLimit: atLeast(0), progressDeadlineSeconds: atLeast(0) },
  "apps.v1.ReplicaSetSpec": replicas,
  "apps.v1.RollingUpdateDaemonSet": { maxSurge: amountOfPods, maxUnavailable: amountOfPods },
  "apps.v1.RollingUpdateDeployment": { maxSurge: amountOfPods, maxUnavailable: amountOfPods },
  "apps.v1.RollingUpdateStatefulSetStrategy": { maxUnavailable: amountOfPods, partition: atLeast(0) },
  "apps.v1.StatefulSetSpec": { ...replicas, revisionHistoryLimit: atLeast(0), serviceName: form("dns-1035") },
  "autoscaling.v1.HorizontalPodAutoscalerSpec": { minReplicas: atLeast(1), maxReplicas: atLeast(1) },
  "autoscaling.v2.HorizontalPodAutoscalerSpec": { minReplicas: atLeast(1), maxReplicas: atLeast(1) },
  "autoscaling.v2.HPAScalingPolicy": { value: atLeast(1), periodSeconds: between(1, 1800) },
  "autoscaling.v2.HPAScalingRules": { stabilizationWindowSeconds: between(0, 3600) },
  "autoscaling.v2.MetricTarget": { averageUtilization: atLeast(1), type: { enum: ["Utilization", "Value", "AverageValue"] } },
  "batch.v1.CronJobSpec": {
    failedJobsHistoryLimit: atLeast(0),
    startingDeadlineSeconds: atLeast(0),
    successfulJobsHistoryLimit: atLeast(0),
  },
  "batch.v1.JobSpec": {
    activeDeadlineSeconds: atLeast(0),
    backoffLimit: atLeast(0),
    completions: atLeast(0),
    parallelism: atLeast(0),
    ttlSecondsAfterFinished: atLeast(0),
  },
  "core.v1.ConfigMap": { data: { keys: "config-key" }, binaryData: { keys: "config-key" } },
  "core.v1.ConfigMapEnvSource": reference,
  "core.v1.ConfigMapKeySelector": key,
  "core.v1.ConfigMapVolumeSource": { ...reference, defaultMode: mode },
  "core.v1.Container": { name: form("dns-label"), image: form("image") },
  "core.v1.ContainerPort": { containerPort: port, hostIP: form("ip"), hostPort: port, name: form("port-name") },
  "core.v1.DownwardAPIVolumeFile": projected,
  "core.v1.EnvVar": { name: form("env-name") },
  "core.v1.GRPCAction": { port },
  "core.v1.HTTPGetAction": { port: portReference },
  "core.v1.HostAlias": { ip: form("ip"), hostnames: { items: form("host") } },
  "core.v1.KeyToPath": { key: form("config-key"), ...projected },
  "core.v1.NodeSelectorRequirement": selectorRequirement,
  "core.v1.PersistentVolumeClaimSpec": { storageClassName: form("subdomain"), accessModes: { minItems: 1 } },
  "core.v1.PodAffinityTerm": { topologyKey: form("label-key") },
  "core.v1.PodDNSConfig": { nameservers: { items: form("ip") } },
  "core.v1.PodSecurityContext": { ...ids, fsGroup: uid, supplementalGroups: { items: uid } },
  "core.v1.PodSpec": {
    activeDeadlineSeconds: atLeast(1),
    containers: { minItems: 1 },
    hostname: form("dns-label"),
    nodeName: form("subdomain"),
    nodeSelector: labels,
    overhead: amounts,
    priorityClassName: form("subdomain"),
    runtimeClassName: form("subdomain"),
    schedulerName: form("subdomain"),
    serviceAccountName: form("subdomain"),
    subdomain: form("dns-label"),
    terminationGracePeriodSeconds: atLeast(0),
  },
  "core.v1.PreferredSchedulingTerm": { weight: between(1, 100) },
  "core.v1.Probe": {
    failureThreshold: atLeast(1),
    initialDelaySeconds: atLeast(0),
    periodSeconds: atLeast(1),
    successThreshold: atLeast(1),
    terminationGracePeriodSeconds: atLeast(1),
    timeoutSeconds: atLeast(1),
  },
  "core.v1.ReplicationControllerSpec": { replicas: atLeast(0), selector: labels },
  "core.v1.ResourceQuotaSpec": { hard: { keys: "quota-name" } },
  "core.v1.ResourceRequirements": { limits: amounts, requests: amounts },
  "core.v1.SecretEnvSource": reference,
  "core.v1.SecretKeySelector": key,
  "core.v1.SecretVolumeSource": { secretName: form("subdomain"), defaultMode: mode },
  "core.v1.SecurityContext": ids,
  "core.v1.ServiceAccountTokenProjection": { expirationSeconds: between(600, 4_294_967_296), path: form("relative-path") },
  "core.v1.ServicePort": { name: form("dns-label"), nodePort: port, port, targetPort: portReference },
  "core.v1.ServiceSpec": { externalName: form("host"), healthCheckNodePort: between(0, 65_535), selector: labels },
  "core.v1.SleepAction": { seconds: atLeast(0) },
  "core.v1.TCPSocketAction": { port: portReference },
  "core.v1.Toleration": { key: form("label-key"), value: form("label-value") },
  "core.v1.TopologySpreadConstraint": { maxSkew: atLeast(1), minDomains: atLeast(1), topologyKey: form("label-key") },
  "core.v1.Volume": { name: form("dns-label") },
  "core.v1.VolumeMount": { mountPath: form("mount-path"), name: form("dns-label"), subPath: form("relative-path") },
  "core.v1.WeightedPodAffinityTerm": { weight: between(1, 100) },
  "meta.v1.LabelSelector": { matchLabels: labels },
  "meta.v1.LabelSelectorRequirement": { ...selectorRequirement, operator: { enum: ["In", "NotIn", "Exists", "DoesNotExist"] } },
  "meta.v1.ObjectMeta": {
    annotations: { keys: "label-key" },
    finalizers: { items: form("label-key") },
    labels,
    namespace: form("dns-label"),
  },
  "networking.v1.IPBlock": { cidr: form("cidr"), except: { items: form("cidr") } },
  "networking.v1.IngressRule": { host: form("host") },
  "networking.v1.IngressServiceBackend": { name: form("dns-1035") },
  "networking.v1.NetworkPolicyPort": { endPort: port, port: portReference },
  "networking.v1.ServiceBackendPort": { number: port, name: form("port-name") },
  "policy.v1.PodDisruptionBudgetSpec": { maxUnavailable: amountOfPods, minAvailable: amountOfPods },
};

/** Kind -> the format of its names. The default is `subdomain`. */
export const NAME_FORMATS: Readonly<Record<string, FormatName>> = {
  ClusterRole: "segment",
  ClusterRoleBinding: "segment",
  CronJob: "cron-job-name",
  Job: "short-subdomain",
  Namespace: "dns-label",
  Role: "segment",
  RoleBinding: "segment",
  Service: "dns-1035",
  StatefulSet: "dns-label",
};
