import type { Attributes, Span } from "./span.ts";
import type { TraceSettings } from "./trace-settings.ts";

/** The longest string of an attribute, in characters. */
const MAXIMUM = 256;

/** A trace that ended. */
export interface EndedTrace {
  /** 32 hex digits. */
  readonly id: string;
  readonly spans: readonly Span[];
  /** The version of Fairlead. */
  readonly version: string;
}

/**
 * Formats a trace as OTLP in JSON. The SDK of OpenTelemetry with its exporter takes 46 MB, and a run has ten spans.
 * Source: opentelemetry.io, "OTLP Specification", "JSON Protobuf Encoding": ids are hex digits there.
 */
export const formatOtlp = ({ id, spans, version }: EndedTrace, { resource, parent }: Pick<TraceSettings, "resource" | "parent">): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ ...resource, "service.version": version }) },
        scopeSpans: [
          {
            scope: { name: "fairlead", version },
            spans: spans.map(({ name, id: spanId, parent: parentSpanId, start, end, attributes, failed }) => ({
              traceId: id,
              spanId,
              ...(parentSpanId === undefined ? {} : { parentSpanId }),
              ...(parent?.state === undefined ? {} : { traceState: parent.state }),
              name: name.slice(0, MAXIMUM),
              // An internal span.
              kind: 1,
              startTimeUnixNano: nanoseconds(start),
              endTimeUnixNano: nanoseconds(end),
              attributes: attributesOf(attributes),
              // 2 is an error, and 0 is unset.
              status: { code: failed ? 2 : 0 },
            })),
          },
        ],
      },
    ],
  });

const attributesOf = (attributes: Attributes) => Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

/** Formats a value. A whole number is a string in OTLP's JSON, as every 64-bit number. */
const valueOf = (value: string | number | boolean) =>
  typeof value === "string"
    ? { stringValue: value.slice(0, MAXIMUM) }
    : typeof value === "boolean"
      ? { boolValue: value }
      : Number.isInteger(value)
        ? { intValue: String(value) }
        : { doubleValue: value };

/** Converts milliseconds. A number has no room for all digits. */
const nanoseconds = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n);
