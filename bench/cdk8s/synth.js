// Writes the objects with a cdk8s app: one chart for each service, one file for each object.
// Usage: synth.js <objects.json> <directory>. It prints the seconds without reading the objects.
import { readFileSync } from "node:fs";
import { ApiObject, App, Chart, YamlOutputType } from "cdk8s";

const [file = "", directory = ""] = process.argv.slice(2);
const objects = file === "" ? [] : JSON.parse(readFileSync(file, "utf8"));

const started = performance.now();
if (objects.length > 0) {
  const app = new App({ outdir: directory, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  const charts = new Map();
  for (const { path, object } of objects) {
    // `prod/services/svc-0001/service-svc-0001.yaml` and `prod/applications/svc-0001.yaml` are both of svc-0001.
    const [name = ""] = path.split("/").slice(2, 3).map((part) => part.replace(/\.yaml$/, ""));
    const id = name === "" ? "fleet" : name;
    const chart = charts.get(id) ?? new Chart(app, id, { disableResourceNameHashes: true });
    charts.set(id, chart);
    new ApiObject(chart, path.replaceAll("/", "-").replace(/\.yaml$/, ""), object);
  }
  app.synth();
}
process.stdout.write(`${(performance.now() - started) / 1000}\n`);
