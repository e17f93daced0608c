import { CFB } from 'xlsx';

/** SheetJS's reader and writer of OLE containers, which it ships without types. */
const library: {
  readonly read: (bytes: Uint8Array, options: { readonly type: 'buffer' }) => object;
  readonly find: (container: object, path: string) => { content: Uint8Array } | null;
  readonly write: (container: object, options: { readonly type: 'buffer' }) => Buffer;
} = CFB;

/** The same container with another content, of the same length, in one stream. */
export const withStream = (bytes: Buffer, name: string, content: Buffer): Buffer => {
  const container = library.read(bytes, { type: 'buffer' });
  const stream = library.find(container, `/${name}`);
  if (stream) stream.content = content;
  return library.write(container, { type: 'buffer' });
};
