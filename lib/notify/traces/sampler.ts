/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const KNOWN = /^(parentbased_)?(always_on|always_off|traceidratio)$/;

/**
 * True if the sampler of the environment wants the run. Source: opentelemetry.io, "General SDK Configuration".
 * @param trace the trace of the run, 32 hex digits
 * @param isSampled the choice of the program that started this one, if it made one
 * @throws Error if the sampler is unknown, or its ratio is none
 */
export function samples(env: Environment, trace: string, isSampled: boolean | undefined): boolean {
  const [, followsParent, root] = KNOWN.exec(env["OTEL_TRACES_SAMPLER"] || "parentbased_always_on") ?? [];
  if (root === undefined)
    throw new Error("OTEL_TRACES_SAMPLER must be always_on, always_off or traceidratio, or one of them after parentbased_");
  const ratio = root === "traceidratio" ? ratioOf(env["OTEL_TRACES_SAMPLER_ARG"]) : Number(root === "always_on");
  return followsParent !== undefined && isSampled !== undefined ? isSampled : isWithin(trace, ratio);
}

/** Reads the share of traces. @default 1 */
function ratioOf(text: string | undefined): number {
  const ratio = Number(text || "1");
  if (!(ratio >= 0 && ratio <= 1)) throw new Error("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1");
  return ratio;
}

/** The values of the digits that decide. */
const VALUES = 2n ** 64n;

/** True if the last 16 digits are in the share. The SDKs of Go and Python take the same digits, so all spans of a trace agree. */
const isWithin = (trace: string, ratio: number): boolean =>
  ratio === 1 || BigInt(`0x${trace.slice(16)}`) < BigInt(Math.floor(ratio * Number(VALUES)));
