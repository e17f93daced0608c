export const exportFilesOf = (_shop: unknown): readonly { readonly name: string; readonly bytes: Uint8Array }[] => [];
