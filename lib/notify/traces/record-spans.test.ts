import { describe, expect, it } from "vitest";
import type { AppEvent } from "../../app/events.ts";
import { sampleShard } from "../../../test/sample-cloud.ts";
import { formatOtlp } from "./format-otlp.ts";
import { SpanRecorder } from "./record-spans.ts";
import type { Span } from "./span.ts";

/** Records events, one each second from the second 100 on. @returns `name < parent: start to end` */
function record(...events: readonly AppEvent[]): readonly string[] {
  const spans = spansOf(events);
  const names = new Map(spans.map(({ id, name }) => [id, name]));
  const parentOf = ({ parent }: Span): string => (parent === undefined ? "none" : (names.get(parent) ?? parent));
  return spans.map((span) => `${span.name} < ${parentOf(span)}: ${span.start / 1000} to ${span.end / 1000}${span.failed ? " failed" : ""}`);
}

function spansOf(events: readonly AppEvent[]): readonly Span[] {
  let [second, id] = [99, 0];
  const recorder = new SpanRecorder("run", "outside", { now: () => (second += 1) * 1000, newId: () => String((id += 1)) });
  for (const event of events) recorder.onEvent(event);
  return recorder.end({}, false);
}

const starts = (phase: "load" | "cloud"): AppEvent => ({ kind: "phase-starts", phase });
const ends = (phase: "load" | "cloud", failed = false): AppEvent => ({ kind: "phase-ends", phase, failed });
const shard = { ...sampleShard("prod"), shard: "prod.needs-1", stack: "prod", seconds: 2, outcome: "failed" as const };

describe("SpanRecorder", () => {
  it.each<readonly [what: string, events: readonly AppEvent[], spans: readonly string[]]>([
    ["a run without phases", [], ["run < outside: 100 to 101"]],
    ["a phase", [starts("load"), ends("load")], ["load < run: 101 to 103", "run < outside: 100 to 104"]],
    ["a phase that failed", [starts("load"), ends("load", true)], ["load < run: 101 to 103 failed", "run < outside: 100 to 104"]],
    [
      "a part of a cloud in its phase",
      [starts("cloud"), { kind: "cloud-ends", shard }, ends("cloud")],
      ["cloud prod.needs-1 < cloud: 101 to 103 failed", "cloud < run: 101 to 105", "run < outside: 100 to 106"],
    ],
    ["a phase that the end of the run ends", [starts("load")], ["load < run: 101 to 102", "run < outside: 100 to 103"]],
    ["other events", [{ kind: "engine-install", line: "x" }], ["run < outside: 100 to 102"]],
  ])("records %s", (_what, events, spans) => {
    expect(record(...events)).toEqual(spans);
  });
});

describe("formatOtlp", () => {
  it("writes the JSON of OTLP, with 64-bit numbers as strings and short strings", () => {
    const span: Span = {
      name: "run",
      id: "b7ad6b7169203331",
      parent: "00f067aa0ba902b7",
      start: 1_796_011_970_675.25,
      end: 1_796_011_970_676,
      attributes: { code: 3, share: 0.5, ok: false, word: "x".repeat(1_000_000) },
      failed: true,
    };
    const trace = { id: "0af7651916cd43dd8448eb211c80319c", spans: [span], version: "1.2.3" };
    const parent = { trace: trace.id, span: "00f067aa0ba902b7", state: "v=1" };
    const attribute = (key: string, value: object) => ({ key, value });
    expect(JSON.parse(formatOtlp(trace, { resource: { "service.name": "ops" }, parent }))).toEqual({
      resourceSpans: [
        {
          resource: {
            attributes: [attribute("service.name", { stringValue: "ops" }), attribute("service.version", { stringValue: "1.2.3" })],
          },
          scopeSpans: [
            {
              scope: { name: "fairlead", version: "1.2.3" },
              spans: [
                {
                  traceId: trace.id,
                  spanId: span.id,
                  parentSpanId: span.parent,
                  traceState: "v=1",
                  name: "run",
                  kind: 1,
                  startTimeUnixNano: "1796011970675250000",
                  endTimeUnixNano: "1796011970676000000",
                  attributes: [
                    attribute("code", { intValue: "3" }),
                    attribute("share", { doubleValue: 0.5 }),
                    attribute("ok", { boolValue: false }),
                    attribute("word", { stringValue: "x".repeat(256) }),
                  ],
                  status: { code: 2 },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
