/** A long soak: `node test/datastore/soak-main.ts --writes 20000 --backend server --seed 1 [--json]`. Exits 1 if anything is lost. */
import { parseArgs } from "node:util";
import { soak, soakBackends, type SoakReport } from "./soak.ts";

const { values } = parseArgs({
  options: {
    writes: { type: "string", default: "20000" },
    backend: { type: "string", default: "directory" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const lineOf = ({
  backend,
  seed,
  acknowledged,
  records,
  moves,
  unchanged,
  unknown,
  retried,
  faults,
  lost,
  seconds,
}: SoakReport): string => {
  const faulty = Object.values(faults).reduce((sum, count) => sum + count, 0);
  return (
    `soak of ${backend}, seed ${seed}: ${acknowledged} writes acknowledged (${records} records, ${moves} moves), ${unchanged} unchanged, ` +
    `${unknown} unknown, ${retried} retried, ${faulty} faults, ${lost} lost in ${seconds.toFixed(1)} s`
  );
};

const backend = soakBackends.find((one) => one === values.backend);
const [writes, seed] = [Number(values.writes), Number(values.seed)];
if (backend === undefined || !Number.isSafeInteger(writes) || !Number.isSafeInteger(seed)) {
  process.stderr.write(`soak: --backend is ${soakBackends.join(" or ")}, --writes and --seed are whole numbers\n`);
  process.exitCode = 2;
} else {
  const report = await soak({ backend, writes, seed });
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : `${lineOf(report)}\n`);
  for (const problem of values.json ? [] : report.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = report.lost === 0 ? 0 : 1;
}
