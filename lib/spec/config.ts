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
}

/** Types the config: `export default defineConfig({ ... })`. */
export const defineConfig = (config: Config): Config => config;
