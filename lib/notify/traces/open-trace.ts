import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { messageOf } from "../../base/errors.ts";
import type { OnEvent } from "../../app/events.ts";
import { patientFetch } from "../patient-fetch.ts";
import { formatOtlp } from "./format-otlp.ts";
import { SpanRecorder } from "./record-spans.ts";
import type { Attributes } from "./span.ts";
import { type TraceSettings, traceSettings } from "./trace-settings.ts";

/** The trace of a run. */
export interface Trace {
  readonly onEvent: OnEvent;
  /** Sends the trace. A collector that does not take it is a warning, and no failure of the run. */
  readonly end: (attributes: Attributes, failed: boolean) => Promise<void>;
}

const NO_TRACE: Trace = { onEvent: () => {}, end: async () => {} };

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");

/** Milliseconds since 1970 that no change of the clock moves back. */
const now = (): number => performance.timeOrigin + performance.now();

export interface TracedRun {
  /** `fairlead publish`. */
  readonly name: string;
  /** The version of Fairlead. */
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears why a trace was not sent. */
  readonly warn: (reason: string) => void;
}

/** Starts the trace of a run. */
export function openTrace({ name, version, env, warn }: TracedRun): Trace {
  let settings: TraceSettings | undefined;
  try {
    settings = traceSettings(env, hex(16));
  } catch (error) {
    warn(messageOf(error));
  }
  if (settings === undefined) return NO_TRACE;
  const known = settings;
  const recorder = new SpanRecorder(name, known.parent?.span, { now, newId: () => hex(8) });
  return {
    onEvent: recorder.onEvent,
    end: async (attributes, failed) => {
      const spans = recorder.end(attributes, failed);
      const trace = { id: known.trace, spans, version };
      try {
        await send(formatOtlp(trace, known), known);
      } catch (error) {
        warn(messageOf(error));
      }
    },
  };
}

/** Sends a trace. @throws Error with the reason, without headers and credentials */
async function send(body: string, { url, headers, timeoutMs, isCompressed }: TraceSettings): Promise<void> {
  const own = { "content-type": "application/json", ...(isCompressed ? { "content-encoding": "gzip" } : {}) };
  const init = { method: "POST", headers: { ...headers, ...own }, body: isCompressed ? gzipSync(body) : body };
  const answer = await patientFetch(url, init, { totalMs: timeoutMs, tryMs: Math.ceil(timeoutMs / 2) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the collector answered ${answer.status}`);
  const rejected = rejectedSpans(text);
  if (rejected > 0) throw new Error(`the collector rejected ${rejected} spans`);
}

/** Reads the number of spans that the collector did not take. Another answer than JSON counts as success, as the status says. */
function rejectedSpans(text: string): number {
  try {
    const answer: unknown = JSON.parse(text);
    const partial = typeof answer === "object" && answer !== null && "partialSuccess" in answer ? answer.partialSuccess : undefined;
    return typeof partial === "object" && partial !== null && "rejectedSpans" in partial ? Number(partial.rejectedSpans) || 0 : 0;
  } catch {
    return 0;
  }
}
