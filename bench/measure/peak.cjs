// Runs inside a measured Node process and writes its peak memory to a file. The process id names the file, bytes are the unit.
// It is CommonJS, because `--require` takes less than one millisecond and `--import` loads more of Node.
process.on("exit", () => {
  const { readFileSync, writeFileSync } = require("node:fs");
  let bytes;
  try {
    // The kernel's figure. That of getrusage includes the memory of the measuring process between fork and exec.
    bytes = Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "latin1"))[1]) * 1024;
  } catch {
    bytes = process.resourceUsage().maxRSS * 1024;
  }
  writeFileSync(`${process.env.FAIRLEAD_BENCH_PEAKS}/${process.pid}`, String(bytes));
});
