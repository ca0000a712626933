import { type Environment, samples } from "./sampler.ts";

/** The span of the program that started this one. Source: w3.org, "Trace Context", version 00. */
export interface TraceParent {
  /** 32 hex digits. */
  readonly trace: string;
  /** 16 hex digits. */
  readonly span: string;
  readonly state: string | undefined;
}

/** The settings of traces, from the variables of OpenTelemetry. */
export interface TraceSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for all tries. */
  readonly timeoutMs: number;
  readonly isCompressed: boolean;
  /** The attributes of the resource, which always name the service. */
  readonly resource: Readonly<Record<string, string>>;
  /** The trace of the run, 32 hex digits: that of the parent, or a new one. */
  readonly trace: string;
  readonly parent: TraceParent | undefined;
}

/** Returns the variable of traces, or that of all signals. */
const otlp = (env: Environment, name: string): string | undefined =>
  env[`OTEL_EXPORTER_OTLP_TRACES_${name}`] || env[`OTEL_EXPORTER_OTLP_${name}`] || undefined;

/**
 * Reads the settings. Returns undefined if the environment turns traces off, or its sampler leaves this run out.
 * @param newTrace the trace of a run without a parent, 32 random hex digits
 * @throws Error if they cannot be followed; its message names the variable, and no value that may be secret
 */
export function traceSettings(env: Environment, newTrace: string): TraceSettings | undefined {
  if (env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true" || env["OTEL_TRACES_EXPORTER"] === "none") return undefined;
  const { parent, isSampled } = parentOf(env);
  const trace = parent?.trace ?? newTrace;
  if (!samples(env, trace, isSampled)) return undefined;
  const protocol = otlp(env, "PROTOCOL") ?? "http/json";
  if (protocol !== "http/json") throw new Error("OTEL_EXPORTER_OTLP_PROTOCOL must be http/json; no other protocol is spoken");
  const timeout = Number(otlp(env, "TIMEOUT") ?? "10000");
  if (!Number.isFinite(timeout) || timeout <= 0) throw new Error("OTEL_EXPORTER_OTLP_TIMEOUT must be a number of milliseconds above 0");
  const service = env["OTEL_SERVICE_NAME"] ? { "service.name": env["OTEL_SERVICE_NAME"] } : {};
  return {
    url: urlOf(env),
    headers: pairs(otlp(env, "HEADERS"), "OTEL_EXPORTER_OTLP_HEADERS"),
    timeoutMs: timeout,
    isCompressed: otlp(env, "COMPRESSION") === "gzip",
    resource: { "service.name": "fairlead", ...pairs(env["OTEL_RESOURCE_ATTRIBUTES"], "OTEL_RESOURCE_ATTRIBUTES"), ...service },
    trace,
    parent,
  };
}

/** Returns the address of traces. Only the address of all signals gets their path. Source: opentelemetry.io, "OTLP Exporter Configuration". */
function urlOf(env: Environment): string {
  const own = env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
  const variable = own ? "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" : "OTEL_EXPORTER_OTLP_ENDPOINT";
  const url = own || `${(env[variable] ?? "").replace(/\/+$/, "")}/v1/traces`;
  if (!URL.canParse(url) || !/^https?:\/\//.test(url)) throw new Error(`${variable} is no address of a collector: http://localhost:4318`);
  return url;
}

/** Reads `key=value,key=value`, whose values are percent-encoded. */
function pairs(text: string | undefined, variable: string): Readonly<Record<string, string>> {
  const parts = (text ?? "").split(",").filter((part) => part.trim() !== "");
  return Object.fromEntries(
    parts.map((part, index) => {
      const [key = "", ...value] = part.split("=");
      if (key.trim() === "" || value.length === 0) throw new Error(`${variable} is malformed: part ${index + 1} is not <key>=<value>`);
      return [key.trim(), decoded(value.join("=").trim(), variable)];
    }),
  );
}

function decoded(value: string, variable: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new Error(`${variable} is malformed: a value is not percent-encoded`);
  }
}

/** Reads TRACEPARENT. A malformed one starts a new trace, as the standard asks. */
function parentOf(env: Environment): { readonly parent: TraceParent | undefined; readonly isSampled: boolean | undefined } {
  const [, trace = "", span = "", flags = ""] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(env["TRACEPARENT"] ?? "") ?? [];
  if (!/[1-9a-f]/.test(trace) || !/[1-9a-f]/.test(span)) return { parent: undefined, isSampled: undefined };
  return { parent: { trace, span, state: env["TRACESTATE"] || undefined }, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
