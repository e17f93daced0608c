/** Serves the built pages under app://xiangke/ and makes sure that nothing else is ever loaded. */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { appScheme, contentSecurityPolicy, fileOf, isAppUrl, mediaTypeOf } from './app-url.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

const refused = () => new Response(null, { status: 404 });

export function servePages(session: Session, folder: string): void {
  session.protocol.handle(appScheme, async (request) => {
    const file = request.method === 'GET' ? fileOf(folder, request.url) : null;
    const mediaType = file === null ? null : mediaTypeOf(file);
    if (file === null || mediaType === null) return refused();
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: {
          'content-type': mediaType,
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return refused();
    }
  });
}

/** The developer tools load their own pages; everything else outside the app is cut off before it leaves. */
export function cutNetwork(session: Session, allowDevTools: boolean): void {
  const isLocal = (url: string) =>
    isAppUrl(url) || url.startsWith('data:') || url.startsWith(`blob:${appScheme}:`) || (allowDevTools && url.startsWith('devtools:'));
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocal(details.url) }));
  // Even looking for the system's proxy may ask the network.
  void session.setProxy({ mode: 'direct' });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}
