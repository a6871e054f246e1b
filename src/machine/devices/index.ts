/** The devices, all reached through ports. */
export * from './device';
export * from './bus';
export * from './console';
export * from './disk';
export * from './timer';
export * from './power';
export * from './board';
