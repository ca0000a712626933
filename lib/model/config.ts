import { DEFAULTS } from "./defaults.ts";

/** Where things live; `fairlead.config.ts` exports it. */
export interface Config {
  /** The product's name: the label `app.kubernetes.io/part-of`. A DNS label. */
  readonly name: string;
  /** The git repository that Argo CD reads the generated manifests from. */
  readonly repository: {
    /** As Argo CD clones it: `https://github.com/acme/ops.git`. */
    readonly url: string;
    /** @default "main" */
    readonly branch?: string;
  };
  /**
   * The version datastore, where releases are recorded: `file:<directory>`, from the project's root, or `gs://<bucket>/<prefix>`.
   * @default "file:releases"
   */
  readonly datastore?: string | Datastore;
}

export interface Datastore {
  readonly url: string;
  /** Another address of the Cloud Storage API, such as an emulator's. @default Google's */
  readonly apiEndpoint?: string;
}

/** Where a config says that releases are recorded. */
export const datastoreOf = ({ datastore = DEFAULTS.datastore }: Config): Datastore =>
  typeof datastore === "string" ? { url: datastore } : datastore;

/** Types the config: `export default defineConfig({ ... })`. */
export const defineConfig = (config: Config): Config => config;
