import { expect, it } from "vitest";
import { timerSeconds } from "./parse-number.ts";

it.each([
  ["1", 1],
  ["600", 600],
  ["2147483", 2_147_483],
])("%s seconds are %d", (text, seconds) => {
  expect(timerSeconds(text)).toBe(seconds);
});

it.each([
  ["0", '"0" is not a number of seconds from 1 to 2147483'],
  ["2147484", '"2147484" is not a number of seconds from 1 to 2147483'],
  ["99999999", '"99999999" is not a number of seconds from 1 to 2147483'],
  ["-1", '"-1" is not a whole number'],
  ["1.5", '"1.5" is not a whole number'],
  ["1e3", '"1e3" is not a whole number'],
])("%s seconds are refused", (text, message) => {
  expect(() => timerSeconds(text)).toThrowError(message);
});
