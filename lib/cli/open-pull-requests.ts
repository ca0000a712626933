import type { OpenPullRequests } from "../app/publish/delivery/pull-requests.ts";

/** Opens the pull requests of a repository. Few fleets deliver by them, and the client of GitHub takes a while to load. */
export const openPullRequests: OpenPullRequests = async (place) => (await import("../github/delivery-pulls.ts")).openDeliveryPulls(place);
