import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events.js";
import type { Diagnostic, Step } from "../protocol.ts";

/** Milliseconds between two reports of progress. */
const REPORT_EVERY_MS = 200;

/** Operations that change nothing in the cloud. */
const QUIET = ["same", "read", "refresh", "read-discard", "discard-replaced", "remove-pending-replace"];

/** Collects the engine's warnings and errors, and counts the resources that it has registered. Records steps if the state stays. */
export class EngineEvents {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #steps: Step[] = [];
  readonly #recordsSteps: boolean;
  readonly #onProgress: (registered: number) => void;
  #registered = 0;
  #reportedAt = 0;

  constructor(onProgress: (registered: number) => void, recordsSteps: boolean) {
    this.#onProgress = onProgress;
    this.#recordsSteps = recordsSteps;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  readonly add = ({ diagnosticEvent, resOutputsEvent, resOpFailedEvent }: EngineEvent): void => {
    if (resOutputsEvent !== undefined) this.#registered += 1;
    if (this.#recordsSteps) {
      this.#record(resOutputsEvent?.metadata, "done");
      this.#record(resOpFailedEvent?.metadata, "failed");
    }
    this.#reportProgress();
    const { severity, message = "", urn } = diagnosticEvent ?? {};
    if (severity === "error" || severity === "warning") this.#diagnostics.push({ severity, resource: resourceName(urn), urn, message });
  };

  #record(metadata: StepEventMetadata | undefined, outcome: Step["outcome"]): void {
    if (metadata === undefined || QUIET.includes(metadata.op) || metadata.type.startsWith("pulumi:")) return;
    this.#steps.push({ operation: metadata.op, urn: metadata.urn, outcome, causes: metadata.keys ?? [] });
  }

  #reportProgress(): void {
    if (this.#registered === 0 || performance.now() - this.#reportedAt <= REPORT_EVERY_MS) return;
    this.#reportedAt = performance.now();
    this.#onProgress(this.#registered);
  }
}

/** Returns the last part of a URN: `urn:pulumi:render::shop::kubernetes:core/v1:Service::staging/service-cart.yaml`. */
const resourceName = (urn: string | undefined): string | undefined => urn?.split("::")[3];
