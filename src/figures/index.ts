/** The pictures without a place to draw them: from what happens to rows, words and shapes. */
export { ProtocolFold, type SaveSizes } from './protocol/fold';
export { protocolEvents } from './protocol/steps';
export { protocolHeading, protocolText } from './protocol/text';
