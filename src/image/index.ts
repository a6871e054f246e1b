/** Object files, executables (ELF) and debug information. */
export * from './debug-info';
export * from './map-addresses';
export * from './object-file';
export * from './executable';
export * from './record';
export * from './elf';
export * from './ar';
export * from './tables';
export * from './types';
