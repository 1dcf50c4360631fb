export { meQuery } from "./queries";
