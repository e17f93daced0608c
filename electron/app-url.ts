/** The one origin of the app's pages, and which file an address of it means. Pure, so that it is tested without a window. */
import { extname, join, sep } from 'node:path';

export const appScheme = 'app';
export const appOrigin = 'app://xiangke';
export const startUrl = `${appOrigin}/`;

/** The page may load its own files and nothing else; Mantine sets its tokens through style attributes. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
};

export const mediaTypeOf = (file: string): string | null => mediaTypes[extname(file).toLowerCase()] ?? null;

export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  // URL.origin is 'null' for schemes that Node does not know, so the parts are compared.
  return url !== null && url.protocol === `${appScheme}:` && url.host === 'xiangke' && url.username === '' && url.password === '';
}

/**
 * The file inside `folder` that an address names; a route of the app (no extension) is the start page.
 * Null for another origin, a way out of the folder, or a kind of file that pages do not have.
 */
export function fileOf(folder: string, address: string): string | null {
  if (!isAppUrl(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  // A backslash or a colon means nothing in our file names and much on Windows; NUL ends a name in C.
  if (/[\\:\0]/.test(path) || path.split('/').includes('..')) return null;
  if (extname(path) === '') return join(folder, 'index.html');
  if (mediaTypeOf(path) === null) return null;
  const file = join(folder, path);
  return file.startsWith(folder + sep) ? file : null;
}
