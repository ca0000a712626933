import { describe, expect, it } from "vitest";
import { traceSettings } from "./trace-settings.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const NEW_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "b7ad6b7169203331";
const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318" };

describe("traceSettings", () => {
  it.each<readonly [what: string, env: NodeJS.ProcessEnv, settings: object]>([
    ["the address of all signals", ENDPOINT, { url: "http://c:4318/v1/traces", timeoutMs: 10_000, isCompressed: false, headers: {} }],
    ["a slash at its end", { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c/otlp/" }, { url: "http://c/otlp/v1/traces" }],
    ["the address of traces", { ...ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://t/in" }, { url: "https://t/in" }],
    ["headers", { ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: "api-key=a%20b, x=1=2" }, { headers: { "api-key": "a b", x: "1=2" } }],
    [
      "the variables of traces before those of all signals",
      {
        ...ENDPOINT,
        OTEL_EXPORTER_OTLP_HEADERS: "a=1",
        OTEL_EXPORTER_OTLP_TRACES_HEADERS: "b=2",
        OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: "500",
      },
      { headers: { b: "2" }, timeoutMs: 500 },
    ],
    ["gzip", { ...ENDPOINT, OTEL_EXPORTER_OTLP_COMPRESSION: "gzip" }, { isCompressed: true }],
    ["the service", { ...ENDPOINT, OTEL_SERVICE_NAME: "ops" }, { resource: { "service.name": "ops" } }],
    [
      "attributes of the resource, after which the name of the service comes",
      { ...ENDPOINT, OTEL_RESOURCE_ATTRIBUTES: "service.name=x,team=web%2Cshop", OTEL_SERVICE_NAME: "ops" },
      { resource: { "service.name": "ops", team: "web,shop" } },
    ],
    [
      "a parent",
      { ...ENDPOINT, TRACEPARENT: `00-${TRACE}-${SPAN}-01`, TRACESTATE: "v=1" },
      { trace: TRACE, parent: { trace: TRACE, span: SPAN, state: "v=1" } },
    ],
    ["a malformed parent", { ...ENDPOINT, TRACEPARENT: "00-x" }, { trace: NEW_TRACE, parent: undefined }],
    ["a parent of zeros", { ...ENDPOINT, TRACEPARENT: `00-${"0".repeat(32)}-${SPAN}-01` }, { parent: undefined }],
    ["an empty variable", { ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: "", OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "" }, { headers: {} }],
    [
      "a sampler that ignores the parent",
      { ...ENDPOINT, OTEL_TRACES_SAMPLER: "always_on", TRACEPARENT: `00-${TRACE}-${SPAN}-00` },
      { parent: { trace: TRACE } },
    ],
  ])("reads %s", (_what, env, settings) => {
    expect(traceSettings(env, NEW_TRACE)).toMatchObject(settings);
  });

  it.each<readonly [what: string, env: NodeJS.ProcessEnv]>([
    ["OTEL_SDK_DISABLED", { OTEL_SDK_DISABLED: "TRUE" }],
    ["OTEL_TRACES_EXPORTER", { OTEL_TRACES_EXPORTER: "none" }],
    ["the sampler", { OTEL_TRACES_SAMPLER: "always_off" }],
    ["a parent that is not traced", { TRACEPARENT: `00-${TRACE}-${SPAN}-00` }],
  ])("is off by %s", (_what, env) => {
    expect(traceSettings({ ...ENDPOINT, ...env }, NEW_TRACE)).toBeUndefined();
  });

  it.each<readonly [what: string, env: NodeJS.ProcessEnv, message: string]>([
    [
      "another protocol",
      { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
      "OTEL_EXPORTER_OTLP_PROTOCOL must be http/json; no other protocol is spoken",
    ],
    [
      "no address",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "secret" },
      "OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector: http://localhost:4318",
    ],
    [
      "a malformed header",
      { OTEL_EXPORTER_OTLP_HEADERS: "a=1,secret" },
      "OTEL_EXPORTER_OTLP_HEADERS is malformed: part 2 is not <key>=<value>",
    ],
    [
      "a header that is not encoded",
      { OTEL_EXPORTER_OTLP_HEADERS: "a=%secret" },
      "OTEL_EXPORTER_OTLP_HEADERS is malformed: a value is not percent-encoded",
    ],
    ["no time", { OTEL_EXPORTER_OTLP_TIMEOUT: "soon" }, "OTEL_EXPORTER_OTLP_TIMEOUT must be a number of milliseconds above 0"],
    [
      "an unknown sampler",
      { OTEL_TRACES_SAMPLER: "jaeger_remote" },
      "OTEL_TRACES_SAMPLER must be always_on, always_off or traceidratio, or one of them after parentbased_",
    ],
    [
      "a ratio above 1",
      { OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "10" },
      "OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1",
    ],
  ])("names the variable of %s, and never its value", (_what, env, message) => {
    expect(() => traceSettings({ ...ENDPOINT, ...env }, NEW_TRACE)).toThrow(new Error(message));
  });
});
