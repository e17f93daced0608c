import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fileOf, isAppUrl, mediaTypeOf } from '../../electron/app-url.ts';

const folder = join(sep, 'app', 'dist', 'renderer');

describe('the pages of the app and nothing else', () => {
  it.each([
    ['app://xiangke/', 'index.html'],
    ['app://xiangke/customers/12?tab=orders#top', 'index.html'],
    ['app://xiangke/index.html', 'index.html'],
    ['app://xiangke/assets/index-a1.js', join('assets', 'index-a1.js')],
    ['app://xiangke/assets/%E5%9B%BE.png', join('assets', '图.png')],
  ])('%s is served from the folder', (address, file) => {
    expect(fileOf(folder, address)).toBe(join(folder, file));
  });

  it.each([
    'app://other/index.html',
    'app://xiangke.evil/index.html',
    'app://user@xiangke/index.html',
    'https://xiangke/index.html',
    'file:///app/dist/renderer/index.html',
    'app://xiangke/..%2f..%2fpackage.json',
    'app://xiangke/%2e%2e%2f%2e%2e%2fshop.js',
    'app://xiangke/..%5c..%5cshop.js',
    'app://xiangke/assets%5c..%5c..%5cshop.js',
    'app://xiangke/C:%5cWindows%5cwin.js',
    'app://xiangke/a%00.js',
    'app://xiangke/%E0%A4%A.js',
    'app://xiangke/shop.db',
    'app://xiangke/main.js.map',
    'not an address',
    '',
  ])('%s is refused', (address) => {
    expect(fileOf(folder, address)).toBeNull();
  });

  it('never leaves the folder, whatever the dots', () => {
    for (const address of ['app://xiangke/../../../etc/passwd.js', 'app://xiangke/a/../../b.js', 'app://xiangke/./../x.css']) {
      const file = fileOf(folder, address);
      expect(file === null || file.startsWith(folder + sep)).toBe(true);
    }
  });

  it('knows its own origin whatever follows it', () => {
    expect(isAppUrl('app://xiangke/a/b')).toBe(true);
    expect(isAppUrl('app://xiangke:80/')).toBe(false);
    expect(isAppUrl('https://app/xiangke')).toBe(false);
    expect(isAppUrl('about:blank')).toBe(false);
  });

  it('forbids everything that is not said', () => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'/);
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(contentSecurityPolicy).toContain("script-src 'self';");
  });

  it('serves only kinds of files that pages have', () => {
    expect(mediaTypeOf('a.JS')).toBe('text/javascript; charset=utf-8');
    expect(mediaTypeOf('a.exe')).toBeNull();
  });
});
