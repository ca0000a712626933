export { cloudResource, hostRecord, type OwnResource } from "./cloud/own-resource.ts";
export { outputOf } from "./cloud/resource.ts";
export { address, type Address } from "./model/address.ts";
export { restored, type Restored, type RestoredPlace } from "./model/restored.ts";
export type { CloudComponent, CloudContext } from "./model/cloud-component.ts";
export type { Component, ComponentContext } from "./model/component.ts";
export { type Config, type Datastore, defineConfig } from "./model/config.ts";
export type { NotifyInput, SlackInput } from "./model/notify.ts";
export { defineImage, type Image, type ImageInput } from "./model/image-spec.ts";
export {
  type BoundCall,
  type CallInput,
  type Calls,
  type Endpoint,
  onStack,
  optional,
  type OptionalCall,
  outside,
  type OutsideCall,
  type OutsideOptions,
  type StackCall,
} from "./model/fields/calls.ts";
export { type ComponentCall, componentService, type ComponentServiceOptions } from "./model/fields/component-call.ts";
export type { BoundImage, BoundStack, EnvContext, FilesContext } from "./model/fields/context.ts";
export type { Env, EnvInput, EnvValue, PartContext, PartEnvInput } from "./model/fields/env.ts";
export { fieldRef, inherit, type Inherit, resourceFieldRef, type ResourceFieldOptions, unset } from "./model/fields/env-values.ts";
export type { Files, FilesInput } from "./model/fields/files.ts";
export type { NeedRef } from "./model/needs/need-ref.ts";
export type { Need, Needs } from "./model/needs/registry.ts";
export type { SecretFile } from "./model/needs/need.ts";
export type { AllowFromInput } from "./model/fields/allow-from.ts";
export type { EgressInput } from "./model/fields/egress.ts";
export { front, type Front, type FrontEndpoint, type FrontOptions } from "./model/fields/front.ts";
export type { HealthInput } from "./model/fields/health.ts";
export type { AccessInput, MountInput } from "./model/fields/access.ts";
export type { InitInput } from "./model/fields/init.ts";
export type { JobInput } from "./model/fields/jobs.ts";
export type { PublicInput } from "./model/fields/public.ts";
export type { AmountsInput, ResourcesInput } from "./model/fields/resources.ts";
export type { ScheduleInput } from "./model/fields/schedule.ts";
export type { SidecarInput, SidecarsInput } from "./model/fields/sidecars.ts";
export { plain, type Text } from "./model/fields/plain.ts";
export type { Words, WordsInput } from "./model/fields/words.ts";
export type { Manifest, ManifestContext, ManifestMetadata } from "./model/manifest.ts";
export { bucket, type BucketOptions } from "./model/needs/bucket.ts";
export type { NeedServerDefinition, NeedServerInstance, NeedServerProgram } from "./model/needs/server-definition.ts";
export {
  type CloudPlace,
  type CustomNeed,
  defineNeed,
  type NeedDefinition,
  type NeedInstance,
  type NeedResource,
} from "./model/needs/custom.ts";
export { postgres, type PostgresNeed, type PostgresOptions } from "./model/needs/postgres.ts";
export { redis, type RedisNeed, type RedisOptions } from "./model/needs/redis.ts";
export { secret, type SecretOptions } from "./model/needs/secret.ts";
export { subscription, type SubscriptionOptions, type TopicRef } from "./model/needs/subscription.ts";
export { topic } from "./model/needs/topic.ts";
export type { Patch, Change, PlatformPatch } from "./model/fields/patch.ts";
export { use, type UsedNeed } from "./model/needs/use.ts";
export { valkey, type ValkeyNeed, type ValkeyOptions } from "./model/needs/valkey.ts";
export type { DaemonExceptions, DaemonInput, HostPath } from "./model/fields/daemon.ts";
export { keda, type KedaInput, type KedaTrigger } from "./model/fields/keda.ts";
export { externalMetric, type MetricAmount, type MetricObject, objectMetric, podMetric } from "./model/fields/metrics.ts";
export { fixed, scaledBy, type ScaleInput, single } from "./model/fields/scale.ts";
export { exact, type ExactPath } from "./model/fields/public.ts";
export type { PortSpec, Protocol, Ports } from "./model/fields/ports.ts";
export { type Check, exec, grpc, http, none, type Probe, type ProbeTimings, tcp } from "./model/fields/probes.ts";
export type { Hook, LifecycleInput, TerminationInput } from "./model/fields/lifecycle.ts";
export type { NodesInput, Toleration } from "./model/fields/nodes.ts";
export type { PodInput } from "./model/fields/pod.ts";
export { type AccessMode, claim, configDir, emptyDir, newClaim, type VolumeInput } from "./model/fields/volumes.ts";
export type { WritableInput } from "./model/fields/writable.ts";
export type { ArgocdCheckInput } from "./model/pipeline/health/argocd.ts";
export type { GithubCheckInput } from "./model/pipeline/health/github.ts";
export type { HttpCheckInput } from "./model/pipeline/health/http.ts";
export type { PrometheusCheckInput, Threshold } from "./model/pipeline/health/prometheus.ts";
export type { HealthCheckInput } from "./model/pipeline/health/registry.ts";
export {
  definePipeline,
  type FreezeInput,
  type FreezeScopeInput,
  type PipelineInput,
  type PipelineSpec,
  type StageInput,
} from "./model/pipeline/pipeline.ts";
export { defineService, type Service, type AnyService } from "./model/service.ts";
export type { LayerInput, ServiceInput, AnyLayerInput, AnyServiceInput, Priority } from "./model/service-input.ts";
export { type Defaults, type DefaultsInput, type ServiceDefaults, type ServiceFilter, servicesWhere } from "./model/services-where.ts";
export {
  allServices,
  bind,
  defineStack,
  override,
  type Stack,
  type StackInput,
  type AnyStack,
  type Binding,
  type Override,
  type QuotaInput,
  type ServiceSelection,
  type Shared,
} from "./model/stack.ts";
export { type AlertsInput, channel, type MadeChannel } from "./model/cloud/alerts.ts";
export type { DashboardsInput, MonitoringScopeInput } from "./model/cloud/dashboards.ts";
export type { RegistryInput } from "./model/cloud/artifact-registry.ts";
export type { ClusterInput, NodePoolInput } from "./model/cloud/cluster.ts";
export type { EncryptionInput } from "./model/cloud/encryption.ts";
export type { NatInput } from "./model/cloud/nat.ts";
export type { CloudInput } from "./model/cloud/registry.ts";
export type { ZoneInput } from "./model/cloud/zone.ts";
export { type Cheapest, cheapest, type CheapestOptions, type ComputeClassesInput } from "./model/stack-fields/compute-classes.ts";
export { reachable, type ReachableEndpoint } from "./model/stack-fields/endpoints.ts";
export { inCluster, type InClusterOptions, type Provider } from "./model/stack-fields/providers.ts";
export type { ClaimInput, StatefulInput } from "./model/fields/stateful.ts";
export type { PodSecurityLevel } from "./model/pod-security.ts";
export { type Monitoring, podMonitoring, serviceMonitor } from "./model/stack-fields/monitoring.ts";
export type { Tier } from "./model/tier.ts";
export { allowedRegions } from "./policy/basics/allowed-regions.ts";
export { allowedRegistries } from "./policy/basics/allowed-registries.ts";
export type { BasicPolicyOptions } from "./policy/basics/basic-policy.ts";
export { costCeiling } from "./policy/basics/cost-ceiling.ts";
export { knownOwners } from "./policy/basics/known-owners.ts";
export { noPublicBuckets } from "./policy/basics/no-public-buckets.ts";
export { pinnedImages } from "./policy/basics/pinned-images.ts";
export { containersOf, type FoundContainer } from "./policy/containers.ts";
export {
  definePolicy,
  type Policy,
  type PolicyCloudContext,
  type PolicyExemption,
  type PolicyFinding,
  type PolicyInput,
  type PolicyLevel,
  type PolicyManifestContext,
  type PolicyService,
  type PolicyStack,
  type PolicyStackContext,
} from "./policy/policy.ts";
