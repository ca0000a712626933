/**
 * A process that records one release, as a run of CI does. Its arguments are `url apiEndpoint service build`. It prints `ready` and waits
 * for a line, so that many processes start at the same time. Then it prints the outcome.
 */
import { once } from "node:events";
import { recordRelease } from "../../lib/releases/record.ts";
import { open } from "./place.ts";
import { sampleRelease, sampleWriter } from "./samples.ts";

const [, , url = "", apiEndpoint, service = "", build = ""] = process.argv;
const store = await open({ url, apiEndpoint: apiEndpoint === "" ? undefined : apiEndpoint });
process.stdout.write("ready\n");
await once(process.stdin, "data");
const name = `process-${process.pid}`;
const { release, record, channel } = await recordRelease(store, sampleRelease(service, Number(build), name), "main", sampleWriter(name));
process.stdout.write(`${JSON.stringify({ release, record, outcome: channel.outcome })}\n`);
process.stdin.destroy();
