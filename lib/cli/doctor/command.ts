import { command } from "../command.ts";
import type { HostAddress } from "../../app/certificates/certificate-checks.ts";
import { portNumber } from "../../base/parse-number.ts";
import { parsedFlag, type ReportFlags, reportFlags, switchFlag, variadic } from "../flags.ts";

type DoctorFlags = ReportFlags & { readonly certificates: boolean; readonly connectTo?: readonly HostAddress[] };

/** Parses `shop.example.com=203.0.113.7:443`. */
function hostAddress(text: string): HostAddress {
  const [, host, address, port] = /^([^=]+)=(.+):(\d+)$/.exec(text) ?? [];
  if (host === undefined || address === undefined || port === undefined) throw new Error(`"${text}" is not <host>=<address>:<port>`);
  return { host, address: address.replace(/^\[(.*)\]$/, "$1"), port: portNumber(port) };
}

export const doctorCommand = command<DoctorFlags, []>({
  brief: "Check the machine and the project",
  description:
    "Checks Node, git and its history, the Pulumi engine and the project's files. Checks the specs, the locks, pulumi-gen/ and the leftovers of interrupted runs. With --certificates, it reads the certificate of each public host by a TLS handshake. It reads those in the recorded states, too. It warns 21 days before the end of one, and fails 7 days before. Changes nothing. Exits 1 if something is broken.",
  examples: ["fairlead doctor", "fairlead doctor --json", "fairlead doctor --certificates"],
  parameters: {
    flags: {
      ...reportFlags,
      certificates: switchFlag("Check certificates, too"),
      connectTo: variadic(parsedFlag(hostAddress, "The address of a host [DNS]; may be repeated", "host=address:port")),
    },
  },
  run: async (context, flags) => {
    const { doctor } = await import("../../app/doctor.ts");
    return { kind: "doctor", result: await doctor(context, flags) };
  },
});
