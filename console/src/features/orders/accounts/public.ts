export { type Account, accountQuery, type Exposure, type Hold, openHoldsQuery } from "./queries";
