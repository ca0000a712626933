import type { X509Certificate } from "node:crypto";
import { DAY_MS } from "../../base/duration.ts";
import { count } from "../../base/text.ts";
import type { DoctorCheck } from "../results.ts";

/** Days before the end of a certificate: the first is a warning, and the second is a failure. Google renews 30 days before. */
const [WARNING_DAYS, FAILURE_DAYS] = [21, 7];

/** A certificate, and where Fairlead saw it. */
export interface SeenCertificate {
  /** `certificate of shop.example.com`. */
  readonly name: string;
  readonly certificate: Pick<X509Certificate, "issuer" | "validFrom" | "validTo">;
  /** `TLS with shop.example.com:443`. */
  readonly source: string;
  /** The reason why clients refuse it. @default they accept it */
  readonly problem?: string | undefined;
  /** The service whose owner hears of it. @default none */
  readonly service?: string | undefined;
  /** The command that shows more. */
  readonly hint: string;
}

/** Judges a certificate by the days that it has left. @param now RFC 3339 */
export function certificateCheck({ name, certificate, source, problem, service, hint }: SeenCertificate, now: string): DoctorCheck {
  const { issuer, validFrom, validTo } = certificate;
  const left = daysBetween(now, validTo);
  const state = problem !== undefined || left < FAILURE_DAYS ? "broken" : left < WARNING_DAYS ? "warning" : "ok";
  const parts = [
    ...(problem === undefined ? [] : [`clients refuse it: ${problem}`]),
    `${left < 0 ? `ended ${count(-left, "day")} ago, on` : `${count(left, "day")} left, until`} ${dayText(validTo)}`,
    `issued by ${issuerText(issuer)} ${count(daysBetween(validFrom, now), "day")} ago`,
    source,
  ];
  return {
    name,
    state,
    detail: parts.join("; "),
    hint: state === "ok" ? undefined : hint,
    ...(service === undefined ? {} : { service }),
  };
}

const daysBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);

const dayText = (time: string): string => new Date(time).toISOString().slice(0, 10);

/** Shortens `C=US\nO=Google Trust Services\nCN=WR3` to `Google Trust Services WR3`. */
function issuerText(issuer: string): string {
  const fields = new Map(issuer.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
  return [fields.get("O"), fields.get("CN")].filter((part) => part !== undefined).join(" ") || "nobody";
}
