/** The pictures without a place to draw them: from what happens to rows, words and shapes. */
export { ProtocolFold, type SaveSizes } from './protocol/fold';
export { ProtocolModel, type RowPlace } from './protocol/model';
export { type Choice, choices } from './protocol/predict';
export { protocolEvents } from './protocol/steps';
export { protocolFigure, protocolSvg } from './protocol/svg';
export { protocolCost, protocolHeading, protocolText, protocolTitle, protocolTitles } from './protocol/text';
export { TimelineFold, type ThreadNow, timelineEvents } from './timeline/fold';
export {
  TimelineLayout,
  type TimelinePen,
  type TimelineRow,
  type TimelineView,
  timelineSizes,
} from './timeline/layout';
export { type Gap, TimelineModel } from './timeline/model';
export {
  laneLabel,
  spanWords,
  statisticsHead,
  statisticsRows,
  timelineSentence,
  timelineStatistics,
} from './timeline/statistics';
export { tickPaths, timelineSvg } from './timeline/svg';
export { timelineText } from './timeline/text';
export {
  type Arrow,
  type Box,
  type Cell,
  type Column,
  type Content,
  type Drawing,
  type Section,
  type Shape,
  type Table,
  type Words,
  letter,
  sectionText,
} from './picture';
export { systemSections } from './system/sections';
export { type Stretch, Viewport } from './timeline/viewport';
export { tickWords } from './timeline/words';
export { memorySections } from './memory/sections';
export { withFrames } from './memory/subject';
export { stacksSections } from './stacks/sections';
export { type Subject, isAbout } from './subject';
/** Pages write numbers as the pictures do. */
export { inDigits, lastAtMost } from '../source';
