/**
 * The server as a process of its own: prints its address on the first line and serves until it is ended. `main.ts [bucket...]`.
 * Each further line that it reads is a list of faults as JSON, for the requests to come.
 */
import { createInterface } from "node:readline";
import { startStorageServer } from "./server.ts";

const [, , ...buckets] = process.argv;
const server = await startStorageServer(buckets.length === 0 ? {} : { buckets });
process.stdout.write(`${server.url}\n`);
for await (const line of createInterface({ input: process.stdin })) server.faults.push(...JSON.parse(line));
await server.stop();
