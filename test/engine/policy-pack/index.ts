import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import { Instance } from "@pulumi/gcp/redis/instance.js";

const level: "mandatory" | "advisory" = "mandatory";

/** Judges a Redis, as a pack of a repository would. */
export const cloudRules = new PolicyPack("cloud-rules", {
  policies: [
    {
      name: "single",
      description: "A Redis is one machine.",
      enforcementLevel: level,
      validateResource: validateResourceOfType(Instance, ({ tier }, _args, report) => {
        if (tier === "STANDARD_HA") report("tier is STANDARD_HA: it costs twice");
      }),
    },
    {
      name: "owners",
      description: "A label names a team.",
      enforcementLevel: "advisory",
      validateResource: ({ type, props }, report) => {
        if (type === "gcp:redis/instance:Instance" && props["labels"].owner === "shopping") report("owner is shopping");
      },
    },
  ],
});
