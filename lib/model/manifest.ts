/** Any Kubernetes object, with the fields that Fairlead reads. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** The metadata of a Kubernetes object. */
export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The values that `manifests` gets. They are names only, so the result does not depend on the stack's tier. */
export interface ManifestContext {
  readonly service: string;
  readonly namespace: string;
  /** The labels that every object of the service carries. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that select the service's pods. */
  readonly selector: Readonly<Record<string, string>>;
}
