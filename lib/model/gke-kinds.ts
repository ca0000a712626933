import type { IService } from "kubernetes-models/v1";

/** The Service that a policy of GKE applies to. It is in the namespace of the policy. */
interface ServiceTarget {
  readonly group: "";
  readonly kind: "Service";
  readonly name: string;
}

interface FixedPort {
  readonly port: number;
  readonly portSpecification: "USE_FIXED_PORT";
}

/** The check of a load balancer, with the one field that its type needs. */
type HealthCheck =
  | { readonly type: "HTTP"; readonly httpHealthCheck: FixedPort & { readonly requestPath: string; readonly host?: string } }
  | { readonly type: "GRPC"; readonly grpcHealthCheck: FixedPort & { readonly grpcServiceName?: string } }
  | { readonly type: "TCP"; readonly tcpHealthCheck: FixedPort };

/** The fields of a HealthCheckPolicy that Fairlead uses. Source: github.com/GoogleCloudPlatform/gke-gateway-api. */
export interface IHealthCheckPolicy {
  apiVersion: "networking.gke.io/v1";
  kind: "HealthCheckPolicy";
  metadata?: IService["metadata"];
  spec: {
    default: {
      checkIntervalSec: number;
      config: HealthCheck;
      healthyThreshold: number;
      timeoutSec: number;
      unhealthyThreshold: number;
    };
    targetRef: ServiceTarget;
  };
}

/** The fields of a GCPBackendPolicy that Fairlead uses. Source: github.com/GoogleCloudPlatform/gke-gateway-api. */
export interface IGCPBackendPolicy {
  apiVersion: "networking.gke.io/v1";
  kind: "GCPBackendPolicy";
  metadata?: IService["metadata"];
  spec: {
    default: { sessionAffinity?: { type: "CLIENT_IP" }; timeoutSec?: number };
    targetRef: ServiceTarget;
  };
}

/** The fields of a ComputeClass that Fairlead uses. Source: cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass. */
export interface IComputeClass {
  apiVersion: "cloud.google.com/v1";
  kind: "ComputeClass";
  metadata?: IService["metadata"];
  spec: {
    activeMigration: { optimizeRulePriority: boolean };
    nodePoolAutoCreation: { enabled: boolean };
    priorities: { machineType: string; spot?: boolean }[];
    whenUnsatisfiable: "DoNotScaleUp" | "ScaleUpAnyway";
  };
}
