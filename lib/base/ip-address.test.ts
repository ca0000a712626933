import { expect, it } from "vitest";
import { isIpAddress } from "./ip-address.ts";

it.each(["10.1.2.3", "0.0.0.0", "255.255.255.255", "::1", "fd00::1", "FD00:0:0:0:0:0:0:1", "::ffff:10.1.2.3"])(
  "%s is an address",
  (text) => {
    expect(isIpAddress(text)).toBe(true);
  },
);

it.each([
  "",
  "10.1.2",
  "10.1.2.3.4",
  "010.1.2.3",
  "256.1.2.3",
  "10.1.2.3/32",
  "db.local",
  "::1%eth0",
  ":",
  "1::2::3",
  "::1]/a[",
  "0x0a.1.2.3",
])("%j is no address", (text) => {
  expect(isIpAddress(text)).toBe(false);
});
