import { defineService } from "fairlead";
import { callsOfRatings, reviews } from "../helpers/reviews.ts";

/** Returns reviews with ratings as red stars. */
export default defineService("reviews-v3", { ...reviews("v3"), calls: callsOfRatings });
