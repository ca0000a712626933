import { expect, it } from "vitest";
import { certificateCheck } from "./certificate-check.ts";

const NOW = "2026-11-30T12:00:00.000Z";
const HINT = "openssl s_client -connect shop.example.com:443";
const GOOGLE = "C=US\nO=Google Trust Services\nCN=WR3";

it.each<readonly [until: string, issuer: string, problem: string | undefined, state: string, detail: string]>([
  ["Feb 28 12:00:00 2027 GMT", GOOGLE, undefined, "ok", "90 days left, until 2027-02-28; issued by Google Trust Services WR3 60 days ago"],
  ["Dec 21 12:00:00 2026 GMT", GOOGLE, undefined, "ok", "21 days left, until 2026-12-21; issued by Google Trust Services WR3 60 days ago"],
  ["Dec 21 11:59:59 2026 GMT", "CN=R3", undefined, "warning", "20 days left, until 2026-12-21; issued by R3 60 days ago"],
  ["Dec  7 12:00:00 2026 GMT", "O=A=B", undefined, "warning", "7 days left, until 2026-12-07; issued by A=B 60 days ago"],
  ["Dec  7 11:59:59 2026 GMT", "C=US", undefined, "broken", "6 days left, until 2026-12-07; issued by nobody 60 days ago"],
  ["Dec  1 11:00:00 2026 GMT", "CN=R3", undefined, "broken", "0 days left, until 2026-12-01; issued by R3 60 days ago"],
  ["Nov 29 13:00:00 2026 GMT", "CN=R3", undefined, "broken", "ended 1 day ago, on 2026-11-29; issued by R3 60 days ago"],
  [
    "Feb 28 12:00:00 2027 GMT",
    "CN=R3",
    "CERT_UNTRUSTED",
    "broken",
    "clients refuse it: CERT_UNTRUSTED; 90 days left, until 2027-02-28; issued by R3 60 days ago",
  ],
])("judges a certificate until %s, issued by %j, with the problem %s: %s", (validTo, issuer, problem, state, detail) => {
  const certificate = { issuer, validFrom: "Oct  1 12:00:00 2026 GMT", validTo };
  expect(certificateCheck({ name: "x", certificate, source: "TLS with x:443", problem, service: "shop", hint: HINT }, NOW)).toEqual({
    name: "x",
    state,
    detail: `${detail}; TLS with x:443`,
    hint: state === "ok" ? undefined : HINT,
    service: "shop",
  });
});
