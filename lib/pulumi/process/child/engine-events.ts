import type { EngineEvent, PolicyEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events.js";
import type { Operation } from "../program.ts";
import type { Diagnostic, Step } from "../protocol.ts";
import { differencesOf } from "./differences.ts";

/** Milliseconds between two reports of progress. */
const REPORT_EVERY_MS = 200;

/** Operations that change nothing in the cloud. */
const QUIET = ["same", "read", "refresh", "read-discard", "discard-replaced", "remove-pending-replace"];

/** Collects the engine's warnings and errors, and counts the resources that it has registered. Records steps if the state stays. */
export class EngineEvents {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #steps: Step[] = [];
  readonly #operation: Operation["kind"] | undefined;
  readonly #onProgress: (registered: number) => void;
  #registered = 0;
  #reportedAt = 0;

  /** @param operation of a stack whose state stays. @default the state is ephemeral, and no step is recorded */
  constructor(onProgress: (registered: number) => void, operation?: Operation["kind"]) {
    this.#onProgress = onProgress;
    this.#operation = operation;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  readonly add = ({ diagnosticEvent, policyEvent, resOutputsEvent, resOpFailedEvent }: EngineEvent): void => {
    if (resOutputsEvent !== undefined) this.#registered += 1;
    if (this.#operation !== undefined) {
      this.#record(resOutputsEvent?.metadata, "done");
      this.#record(resOpFailedEvent?.metadata, "failed");
    }
    this.#reportProgress();
    if (policyEvent !== undefined) this.#diagnostics.push(violationOf(policyEvent));
    const { severity, message = "", urn } = diagnosticEvent ?? {};
    if (severity === "error" || severity === "warning") this.#diagnostics.push({ severity, resource: resourceName(urn), urn, message });
  };

  #record(metadata: StepEventMetadata | undefined, outcome: Step["outcome"]): void {
    if (metadata === undefined || QUIET.includes(metadata.op) || metadata.type.startsWith("pulumi:")) return;
    const { op: operation, urn, keys, old, new: next, diffs } = metadata;
    const differences = this.#compares(metadata) ? differencesOf(old?.inputs, next?.inputs) : [];
    // In a preview, the provider may say which inputs matter.
    const decided = new Set(this.#operation === "preview" ? diffs?.map((key) => key.split(/[.[]/)[0]) : []);
    const shown = decided.size === 0 ? differences : differences.filter(({ path }) => decided.has(path.split(".")[0]));
    this.#steps.push({ operation, urn, outcome, causes: keys ?? [], ...(shown.length === 0 ? {} : { differences: shown }) });
  }

  /** True if a step compares inputs. A step of a replacement may have only the old or the new ones. */
  #compares({ old, new: next }: StepEventMetadata): boolean {
    return this.#operation === "refresh" || (this.#operation === "preview" && old?.inputs !== undefined && next?.inputs !== undefined);
  }

  #reportProgress(): void {
    if (this.#registered === 0 || performance.now() - this.#reportedAt <= REPORT_EVERY_MS) return;
    this.#reportedAt = performance.now();
    this.#onProgress(this.#registered);
  }
}

/** Returns the message of a policy pack about a resource. */
function violationOf({ resourceUrn, message, policyName, policyPackName, policyPackVersion, enforcementLevel }: PolicyEvent): Diagnostic {
  return {
    severity: enforcementLevel === "mandatory" ? "error" : "warning",
    resource: resourceName(resourceUrn),
    urn: resourceUrn,
    message,
    policy: `${policyName} of ${policyPackName} ${policyPackVersion}`,
  };
}

/** Returns the last part of a URN: `urn:pulumi:render::shop::kubernetes:core/v1:Service::staging/service-cart.yaml`. */
const resourceName = (urn: string | undefined): string | undefined => urn?.split("::")[3];
