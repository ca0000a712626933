import { defineService } from "fairlead";
import { callsOfRatings, reviews } from "../helpers/reviews.ts";

/** Returns reviews with ratings as black stars. */
export default defineService("reviews-v2", { ...reviews("v2"), calls: callsOfRatings });
