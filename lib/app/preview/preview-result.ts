import type { CloudPreview } from "../cloud/cloud-preview.ts";
import type { DiffResult, LaterWave } from "../results.ts";
import type { WithWarnings } from "../warnings.ts";

/** Everything that the specs would change: manifests now and in later waves, clouds, and the findings of policies. */
export interface PreviewResult extends WithWarnings {
  /** The commit that the specs are compared with. @default the generated tree on disk, and the recorded clouds */
  readonly base: string | undefined;
  /** The manifests that the next run changes. @default `--only cloud` leaves them out */
  readonly manifests?: DiffResult;
  /** The changes that wait for their wave, in the order of the pipeline. @default as `manifests` */
  readonly later?: readonly LaterWave[];
  /** @default `--only manifests` leaves it out */
  readonly cloud?: CloudPreview;
  /** The page with all of it. @default none was asked for */
  readonly page?: { readonly file: string; readonly bytes: number };
}
