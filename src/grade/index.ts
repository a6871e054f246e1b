/** Labs: rubrics, tests that run on what students hand in, and grades in the forms that others read. */
export { type FormatPorts, formats } from './formats';
export { type Grade, type Report, grade } from './grade';
export { type Sought, momentOf } from './moment';
export { type ReadRubric, readRubric, rubricPlaces } from './read';
export { type Rubric, rubricSchema } from './rubric';
export { kernelFolder, rubricFile, starterFolder } from './tree';
