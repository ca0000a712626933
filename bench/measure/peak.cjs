// Loaded into a measured Node process; leaves its peak memory (bytes) in a file named after its process id.
// CommonJS, because `--require` costs less than one millisecond and `--import` starts more of Node.
process.on("exit", () => {
  const { readFileSync, writeFileSync } = require("node:fs");
  let bytes;
  try {
    // The kernel's own mark. getrusage's would count the measuring process's memory too, from between fork and exec.
    bytes = Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "latin1"))[1]) * 1024;
  } catch {
    bytes = process.resourceUsage().maxRSS * 1024;
  }
  writeFileSync(`${process.env.FAIRLEAD_BENCH_PEAKS}/${process.pid}`, String(bytes));
});
