import { openStore } from "../../lib/releases/open.ts";
import { startStorageServer } from "../../test/storage-server/server.ts";
import { RunError } from "../measure/run.ts";
import { compete, fairlead, type Group, measured } from "./group.ts";
import { recordAll } from "./plan.ts";

const SERVICES = Array.from({ length: 1000 }, (_, at) => `service-${String(at).padStart(4, "0")}`);

/** Promotes all services of a channel. Each run takes another new channel, so each moves every service. */
export const promoteGroup: Group = {
  names: ["promote-bucket-1000"],
  run: async (bench) => {
    const { root } = bench.sample();
    const server = await startStorageServer({ buckets: ["bench"] });
    try {
      bench.say("recording a release of each of 1,000 services in a bucket");
      const url = "gs://bench/fleet";
      await recordAll(await openStore(url, { root, apiEndpoint: server.url }), SERVICES);
      const promote = ["release", "promote", "--from", "main", "--datastore", url, "--api-endpoint", server.url, "--to"];
      server.requests.length = 0;
      await bench.runner.run(fairlead(bench, root, ...promote, "warm"));
      const requests = server.requests.length;
      const remove = (channel: string): void => {
        for (const service of SERVICES) server.remove("bench", `fleet/channels/${channel}/${service}.json`);
      };
      const command = fairlead(bench, root, ...promote, "stable");
      const verify = (): void => {
        const moved = [...server.objects().keys()].filter((name) => name.startsWith("bench/fleet/channels/stable/")).length;
        if (moved !== SERVICES.length) throw new RunError(`promote moves ${moved} services instead of ${SERVICES.length}`);
      };
      const series = await compete(bench, [{ name: "promote-bucket-1000", command, prepare: () => remove("stable"), verify }]);
      return { measured: [measured("promote-bucket-1000", series("promote-bucket-1000"), { notes: [`requests: ${requests}`] })] };
    } finally {
      await server.stop();
    }
  },
};
