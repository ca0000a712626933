import { join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import type { Config } from "../../model/config.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { Tier } from "../../model/tier.ts";
import type { StateSecrets } from "../../pulumi/process/backend.ts";
import type { CloudTarget } from "../../pulumi/programs/cloud/cloud-program.ts";
import type { RecordedSecrets } from "../../pulumi/state/parse-state.ts";
import { readIfExists } from "../../system/if-exists.ts";
import type { AppContext } from "../context.ts";

/** The passphrase of states of the local cloud, whose secrets are made up. */
const LOCAL_PASSPHRASE = "fairlead";

const [VARIABLE, FILE_VARIABLE] = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"];

/** Returns the cloud that a config names. @param scratch Fairlead's own directory in the repository */
export const cloudTarget = ({ cloud = DEFAULTS.cloud }: Config, scratch: string): CloudTarget =>
  cloud === "gcp" ? { kind: "gcp" } : { kind: "local", directory: join(scratch, "cloud") };

/**
 * Returns the encryption of the state of a tier.
 * @param tier undefined for a stack without a spec: its state then names the key
 * @param recorded the encryption of the recorded state, so that the engine keeps its key
 * @throws UserError INVALID_CONFIG if Google Cloud has neither a key nor a passphrase
 */
export function stateSecrets(
  { env }: AppContext,
  config: Config,
  tier: Tier | undefined,
  recorded: RecordedSecrets | undefined,
): StateSecrets {
  const key = tier === undefined ? recorded?.key : config.stateKeys?.[tier];
  if (key !== undefined) return { kind: "key", key, encryptedKey: recorded?.encryptedKey };
  const file = env[FILE_VARIABLE];
  const given = env[VARIABLE] ?? (file === undefined || file === "" ? undefined : readIfExists(file)?.trimEnd());
  const passphrase = given ?? (config.cloud === "gcp" ? undefined : LOCAL_PASSPHRASE);
  if (passphrase !== undefined) return { kind: "passphrase", passphrase, salt: recorded?.salt };
  throw new UserError("INVALID_CONFIG", `no key encrypts the secrets in the state${tier === undefined ? "" : ` of ${tier}`}`, {
    hint:
      tier === undefined
        ? `set ${VARIABLE}`
        : `write stateKeys: { ${tier}: "gcpkms://projects/..." } in fairlead.config.ts, or set ${VARIABLE}`,
  });
}
