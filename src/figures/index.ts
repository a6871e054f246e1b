/** The pictures without a place to draw them: from what happens to rows, words and shapes. */
export { ProtocolFold, type SaveSizes } from './protocol/fold';
export { ProtocolModel, type RowPlace } from './protocol/model';
export { type Choice, choices } from './protocol/predict';
export { protocolEvents } from './protocol/steps';
export { protocolCost, protocolHeading, protocolText, protocolTitle, protocolTitles } from './protocol/text';
