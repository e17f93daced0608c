export { exportFilesOf } from './builders/export-files.ts';
