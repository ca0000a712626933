import type { BootstrapResult } from "../../app/bootstrap/results.ts";
import type { DriftResult } from "../../app/cloud/drift-result.ts";
import type { AdoptResult } from "../../app/cloud/adopt-result.ts";
import type { DestroyResult } from "../../app/cloud/destroy-result.ts";
import type { RestoreResult } from "../../app/cloud/restore/restore-result.ts";
import type { EgressResult } from "../../app/cloud/egress.ts";
import type { CloudCostResult } from "../../app/cloud/cloud-cost.ts";
import type { CloudRun } from "../../app/cloud/cloud-run.ts";
import type { UnprotectResult } from "../../app/cloud/unprotect-cloud.ts";
import type { PreviewResult } from "../../app/preview/preview-result.ts";
import type { CloudResult } from "../../app/cloud/show-cloud.ts";
import type { EngineInstalledResult, EngineResult } from "../../app/engine/engine-results.ts";
import type { CompareResult } from "../../app/compare.ts";
import type { HistoryResult } from "../../app/history.ts";
import type { NotifyResult } from "../../app/notify/notify.ts";
import type { PoliciesResult } from "../../app/policies.ts";
import type { PublishResult } from "../../app/publish/results.ts";
import type {
  ChannelsResult,
  PlanResult,
  PrunedResult,
  RecordedResult,
  PromotedResult,
  ReleaseResult,
  ReleasesResult,
  SetResult,
  UpResult,
  VerifiedResult,
} from "../../app/release/results.ts";
import type { BoardResult } from "../../app/board/board.ts";
import type { DoraResult } from "../../app/dora/dora.ts";
import type { StatusResult } from "../../app/status/status-result.ts";
import type {
  CheckResult,
  DiffResult,
  DoctorCheck,
  ExplainResult,
  Failure,
  InitResult,
  NewResult,
  RenderResult,
} from "../../app/results.ts";
import type { CollectedResult, MatrixResult } from "../../app/ci/results.ts";
import type { MergeDriverResult } from "../../app/merge-driver.ts";
import type { ReportResult } from "./reported.ts";

/** The results that reporters know: name -> type. */
export interface Results {
  readonly render: RenderResult;
  readonly check: CheckResult;
  readonly diff: DiffResult;
  readonly compared: CompareResult;
  readonly explain: ExplainResult;
  readonly policies: PoliciesResult;
  readonly cloud: CloudResult;
  readonly cloudCost: CloudCostResult;
  readonly previewed: PreviewResult;
  readonly drift: DriftResult;
  readonly adopted: AdoptResult;
  readonly destroyed: DestroyResult;
  readonly restored: RestoreResult;
  readonly unprotected: UnprotectResult;
  readonly cloudUp: CloudRun;
  readonly doctor: readonly DoctorCheck[];
  readonly created: NewResult;
  readonly initialized: InitResult;
  readonly plan: PlanResult;
  readonly up: UpResult;
  readonly published: PublishResult;
  readonly status: StatusResult;
  readonly egress: EgressResult;
  readonly board: BoardResult;
  readonly dora: DoraResult;
  readonly history: HistoryResult;
  readonly bootstrapped: BootstrapResult;
  /** One for each service. */
  readonly recorded: readonly RecordedResult[];
  readonly channelSet: SetResult;
  readonly promoted: PromotedResult;
  readonly channels: ChannelsResult;
  readonly releases: ReleasesResult;
  readonly release: ReleaseResult;
  readonly verified: VerifiedResult;
  readonly pruned: PrunedResult;
  readonly reported: ReportResult;
  readonly matrix: MatrixResult;
  readonly collected: CollectedResult;
  readonly mergeDriver: MergeDriverResult;
  readonly engine: EngineResult;
  readonly engineInstalled: EngineInstalledResult;
  readonly notified: NotifyResult;
  readonly failure: Failure;
}

/** Turns each result into the text of one format. */
export type Reporter = { readonly [K in keyof Results]: (result: Results[K]) => string };
