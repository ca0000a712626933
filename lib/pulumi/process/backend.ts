import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The place of a stack's state. `ephemeral`: the run's work directory, which is deleted at the end. */
export interface Backend {
  readonly kind: "ephemeral";
}

/** The URL of a backend, and the variables that the engine needs for it. */
export interface BackendAccess {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

const ACCESS: Readonly<Record<Backend["kind"], (workDir: string) => BackendAccess>> = {
  ephemeral: (workDir) => ({
    url: pathToFileURL(join(workDir, "state")).href,
    env: {
      PULUMI_CONFIG_PASSPHRASE: "",
      // No run resumes from this state, so the engine need not save it after every step.
      PULUMI_SKIP_CHECKPOINTS: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    },
  }),
};

/** Returns the URL and the variables for a backend. */
export const accessBackend = ({ kind }: Backend, workDir: string): BackendAccess => ACCESS[kind](workDir);
