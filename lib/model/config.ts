import type { ArgoCdInput } from "./argo-cd.ts";
import { DEFAULTS } from "./defaults.ts";
import type { Monitoring } from "./stack-fields/monitoring.ts";
import type { NotifyInput } from "./notify.ts";
import type { Defaults } from "./services-where.ts";
import type { Tier } from "./tier.ts";

/** The file of the settings. */
export const CONFIG_FILE = "fairlead.config.ts";

/** The settings of a repository. `fairlead.config.ts` exports them. */
export interface Config {
  /** The product's name: a DNS label. It becomes the label `app.kubernetes.io/part-of`. */
  readonly name: string;
  /** The git repository that Argo CD reads the generated manifests from. */
  readonly repository: {
    /** The address that Argo CD clones: `https://github.com/acme/ops.git`. */
    readonly url: string;
    /** The branch that Argo CD follows. @default "main" */
    readonly branch?: string;
  };
  /**
   * The version datastore, where releases are recorded: `file:<directory>`, from the project's root, or `gs://<bucket>/<prefix>`.
   * @default "file:releases"
   */
  readonly datastore?: string | Datastore;
  /**
   * The repository of the locks and the generated tree. A string is the path of a checkout, from the project's root. Fairlead clones an
   * address to `.fairlead/`. @default the repository of the specs
   */
  readonly opsRepo?: string | OpsRepo;
  /** The monitoring that scrapes the metrics of services, on stacks without one. @default nobody */
  readonly monitoring?: Monitoring;
  /** The Argo CD that deploys the fleet. Its version decides what may be rendered. @default 3.2 */
  readonly argoCd?: ArgoCdInput;
  /** The Kubernetes of clusters, on stacks without a `kubernetesVersion`: `"1.34"`. @default "1.34" */
  readonly kubernetesVersion?: string;
  /** The fields that services have on all stacks if they do not set them. @default none */
  readonly defaults?: Defaults;
  /** The Google Cloud projects that stacks of several tiers share, each with the reason: `{ "shop": "one project for now" }`. @default none */
  readonly sharedProjects?: Readonly<Record<string, string>>;
  /** The cloud that `up` brings up: Google Cloud, or files below `.fairlead/`, which cost nothing. @default "local" */
  readonly cloud?: CloudChoice;
  /**
   * The place of the cloud's state: `file:<directory>`, from the project's root, or `gs://<bucket>/<prefix>`.
   * @default "file:.fairlead/state"
   */
  readonly state?: string;
  /** The keys that encrypt the secrets in the state, by tier: `gcpkms://projects/...`. @default PULUMI_CONFIG_PASSPHRASE of the environment */
  readonly stateKeys?: Readonly<Partial<Record<Tier, string>>>;
  /** The people who hear of runs. @default nobody */
  readonly notify?: NotifyInput;
  /** The directories of Pulumi policy packs, from the project's root. The engine asks them about each resource of the cloud. @default none */
  readonly policyPacks?: readonly string[];
}

/** A separate ops repository, which Fairlead clones. Git's own settings have the credentials. */
export interface OpsRepo {
  /** `https://github.com/acme/deploy.git`, `git@github.com:acme/deploy.git` or `file:///srv/git/deploy.git`. */
  readonly url: string;
  /** The branch that has the locks and the generated tree. @default "main" */
  readonly branch?: string;
}

/** The clouds that `up` can bring up. */
export const CLOUD_CHOICES = ["local", "gcp"] as const;
export type CloudChoice = (typeof CLOUD_CHOICES)[number];

/** The version datastore. */
export interface Datastore {
  readonly url: string;
  /** Another address of the Cloud Storage API, such as an emulator's. @default Google's */
  readonly apiEndpoint?: string;
}

/** Returns the version datastore of a config. */
export const datastoreOf = ({ datastore = DEFAULTS.datastore }: Config): Datastore =>
  typeof datastore === "string" ? { url: datastore } : datastore;

/** Describes the settings: `export default defineConfig({ ... })`. It returns them unchanged. */
export const defineConfig = (config: Config): Config => config;
