import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The place of a stack's state. */
export type Backend = EphemeralBackend | DurableBackend;

/** A backend in the run's work directory, which is deleted at the end. */
interface EphemeralBackend {
  readonly kind: "ephemeral";
}

/** A backend whose state stays, so a later run resumes from it. */
export interface DurableBackend {
  readonly kind: "durable";
  /** `file:///...` or `gs://...` */
  readonly url: string;
  readonly secrets: StateSecrets;
}

/** The encryption of the secrets in a state. */
export type StateSecrets =
  | {
      readonly kind: "passphrase";
      readonly passphrase: string;
      /** The salt of the recorded state. @default a new one */
      readonly salt?: string | undefined;
    }
  | {
      readonly kind: "key";
      /** The key that encrypts: `gcpkms://projects/...`. */
      readonly key: string;
      /** The encrypted data key of the recorded state. @default a new one */
      readonly encryptedKey?: string | undefined;
    };

/** The URL of a backend, and the variables that the engine needs for it. */
export interface BackendAccess {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Returns the URL and the variables for a backend. */
export function accessBackend(backend: Backend, workDir: string): BackendAccess {
  if (backend.kind === "durable") {
    const { url, secrets } = backend;
    return { url, env: secrets.kind === "passphrase" ? { PULUMI_CONFIG_PASSPHRASE: secrets.passphrase } : {} };
  }
  return {
    url: pathToFileURL(join(workDir, "state")).href,
    env: {
      PULUMI_CONFIG_PASSPHRASE: "",
      // No run resumes from this state, so the engine need not save it after every step.
      PULUMI_SKIP_CHECKPOINTS: "true",
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    },
  };
}
