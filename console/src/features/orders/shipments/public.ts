export { ofOrderQuery } from "./queries";
export { ShipmentList } from "./ShipmentList";
