/**
 * The server as a process: `main.ts [bucket...]`. It prints its address on the first line, and serves until its input ends. Each line of
 * its input is a JSON list of faults for the next requests.
 */
import { createInterface } from "node:readline";
import { startStorageServer } from "./server.ts";

const [, , ...buckets] = process.argv;
const server = await startStorageServer(buckets.length === 0 ? {} : { buckets });
process.stdout.write(`${server.url}\n`);
for await (const line of createInterface({ input: process.stdin })) server.faults.push(...JSON.parse(line));
await server.stop();
