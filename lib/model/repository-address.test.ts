import { describe, expect, it } from "vitest";
import { hasPassword, isCloneAddress, isRemoteAddress } from "./repository-address.ts";

describe("the address of a repository", () => {
  it.each<readonly [address: string, remote: boolean, clone: boolean, password: boolean]>([
    ["https://github.com/acme/cart", true, true, false],
    ["http://git.example.com:8080/cart.git", true, true, false],
    ["ssh://git@github.com/acme/cart.git", true, true, false],
    ["git://git.example.com/cart.git", true, true, false],
    ["git@github.com:acme/cart.git", true, true, false],
    ["https://ci:s3cret@git.example.com/cart", true, true, true],
    ["file:///srv/git/cart.git", false, true, false],
    ["ftp://example.com/cart.git", false, false, false],
    ["acme/cart", false, false, false],
    ["https://git.example.com/my cart", false, false, false],
    ["https://", false, false, false],
    ["", false, false, false],
  ])("%s", (address, remote, clone, password) => {
    expect([isRemoteAddress(address), isCloneAddress(address), hasPassword(address)]).toEqual([remote, clone, password]);
  });
});
