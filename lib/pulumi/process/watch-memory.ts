import { residentBytes } from "./resident-bytes.ts";

/** Milliseconds between two measurements. */
const MEASURE_EVERY_MS = 250;

/** Measures the memory of a process and its descendants until `stop`, which returns the maximum in bytes. */
export function watchMemory(pid: number): { readonly stop: () => number } {
  let peakBytes = 0;
  const timer = setInterval(() => (peakBytes = Math.max(peakBytes, residentBytes(pid))), MEASURE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peakBytes;
    },
  };
}
