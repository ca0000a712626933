import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { Diagnostic } from "../protocol.ts";

/** Milliseconds between two reports of progress. */
const REPORT_EVERY_MS = 200;

/** Collects the engine's warnings and errors, and counts the resources that it has registered. */
export class EngineEvents {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #onProgress: (registered: number) => void;
  #registered = 0;
  #reportedAt = 0;

  constructor(onProgress: (registered: number) => void) {
    this.#onProgress = onProgress;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  readonly add = ({ diagnosticEvent, resOutputsEvent }: EngineEvent): void => {
    if (resOutputsEvent !== undefined) this.#registered += 1;
    this.#reportProgress();
    const { severity, message = "", urn } = diagnosticEvent ?? {};
    if (severity === "error" || severity === "warning") this.#diagnostics.push({ severity, resource: resourceName(urn), message });
  };

  #reportProgress(): void {
    if (this.#registered === 0 || performance.now() - this.#reportedAt <= REPORT_EVERY_MS) return;
    this.#reportedAt = performance.now();
    this.#onProgress(this.#registered);
  }
}

/** Returns the last part of a URN: `urn:pulumi:render::shop::kubernetes:core/v1:Service::staging/service-cart.yaml`. */
const resourceName = (urn: string | undefined): string | undefined => urn?.split("::")[3];
