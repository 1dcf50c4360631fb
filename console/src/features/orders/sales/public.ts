export { OrderFacts } from "./Facts";
export { OrderLines } from "./Lines";
export { exposureQuery, type Order, orderQuery, whyQuery } from "./queries";
export { StageTag } from "./StageTag";
