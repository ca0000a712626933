/** True if a string is an IP address without leading zeros: `10.1.2.3` or `fd00::1`. Some readers take leading zeros for octal numbers. */
export const isIpAddress = (text: string): boolean => isIpv4(text) || isIpv6(text);

const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split(".").every((part) => String(Number(part)) === part && Number(part) <= 255);

// URLs have IPv6 addresses in brackets. Source: the URL standard.
const isIpv6 = (text: string): boolean => /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(text) && URL.canParse(`http://[${text}]/`);
