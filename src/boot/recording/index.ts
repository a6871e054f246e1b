/** Recordings of runs: written, read, and run again. */
export { type Recordable, type Replay, bootRecording, recordingOf } from './boot';
export { isRecording, readRecording, writeRecording } from './format';
export { type RecordedLaunch, type Recording, recordedRows } from './recording';
