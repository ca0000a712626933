import { type Patience, patientFetch } from "../patient-fetch.ts";

/** Replaces the figures of a run in a Pushgateway. @throws Error with the reason, if it did not take them */
export async function pushRunMetrics(gateway: string, run: string, text: string, patience?: Patience): Promise<void> {
  if (!URL.canParse(gateway) || !/^https?:\/\//.test(gateway)) throw new Error("--pushgateway is no address: http://pushgateway:9091");
  // A Pushgateway takes any characters of a label in Base64. Source: its README, "URL".
  const group = `/metrics/job/fairlead/run@base64/${Buffer.from(run).toString("base64url") || "="}`;
  const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
  const { status } = await patientFetch(gateway.replace(/\/+$/, "") + group, { method: "PUT", headers, body: text }, patience);
  if (status >= 300) throw new Error(`it answered ${status}`);
}
