/** Where a live database must not lie: what SQLite cannot lock, what somebody else rewrites, what can be pulled out. */

export type PlaceKind = 'own' | 'network' | 'synced' | 'removable';
/** `name`: what the person calls it: 坚果云, a drive letter, a server */
export type Place = { readonly kind: PlaceKind; readonly name: string };

export type Mount = { readonly device: string; readonly at: string; readonly type: string };

/** What the system says about a folder; gathered in `place.ts`. */
export type PlaceFacts = {
  /** the folder itself, links followed: a mapped network drive of Windows shows its server here */
  readonly path: string;
  readonly mounts: readonly Mount[];
  /** block devices that the system calls removable, `/dev/sdb1` */
  readonly removableDevices: readonly string[];
  /** folders that a sync program named itself */
  readonly syncRoots: readonly (readonly [name: string, path: string])[];
};

const own: Place = { kind: 'own', name: '' };

const networkTypes = /^(nfs4?|cifs|smb3?|smbfs|afpfs|ncpfs|webdav|davfs2?|fuse\.(sshfs|gvfsd-fuse|rclone|davfs2?|smbnetfs))$/;

/** A folder name on the way is how all of them show: `OneDrive - 某公司`, `我的坚果云`, `iCloudDrive`. */
const syncedNames: readonly (readonly [name: string, folder: RegExp])[] = [
  ['OneDrive', /^OneDrive( - .+|-.+)?$/i],
  ['坚果云', /^(我的)?坚果云$|^nutstore( files)?$/i],
  ['百度网盘', /^百度网盘.*$|^百度云同步盘$|^BaiduSyncdisk$|^BaiduNetdisk(Workspace|Download)?$/i],
  ['Dropbox', /^Dropbox( \(.+\))?$/i],
  ['Google Drive', /^Google ?Drive$|^GoogleDrive-.+$/i],
  ['WPS 云盘', /^WPS ?(云盘|云文档|Drive|Cloud Files)$/i],
  ['微云', /^微云.*$|^Weiyun$/i],
  ['阿里云盘', /^阿里云盘.*$|^aDrive$/i],
  ['iCloud', /^iCloud ?Drive$|^iCloudDocs$|^com~apple~CloudDocs$|^CloudStorage$/i],
];

const foldersOf = (path: string): readonly string[] => path.split(/[\\/]+/).filter((part) => part !== '');
const liesIn = (path: string, folder: string): boolean => {
  const [inner, outer] = [foldersOf(path), foldersOf(folder)];
  return outer.length > 0 && outer.every((part, index) => part.toLowerCase() === inner[index]?.toLowerCase());
};

const syncedBy = ({ path, syncRoots }: PlaceFacts): string | null => {
  const told = syncRoots.find(([, root]) => liesIn(path, root));
  if (told) return told[0];
  const folders = foldersOf(path);
  return syncedNames.find(([, folder]) => folders.some((part) => folder.test(part)))?.[0] ?? null;
};

export const placeOf = (facts: PlaceFacts): Place => {
  const { path } = facts;
  const server = /^[\\/]{2}(?![?.][\\/])([^\\/]+)/.exec(path)?.[1];
  if (server !== undefined) return { kind: 'network', name: server };
  const synced = syncedBy(facts);
  if (synced !== null) return { kind: 'synced', name: synced };
  const mount = facts.mounts
    .filter(({ at }) => at === '/' || path === at || path.startsWith(`${at}/`))
    .toSorted((a, b) => b.at.length - a.at.length)[0];
  if (mount && networkTypes.test(mount.type)) return { kind: 'network', name: mount.device };
  if (mount && facts.removableDevices.includes(mount.device)) return { kind: 'removable', name: mount.at };
  const stick = /^(\/media\/[^/]+\/[^/]+|\/run\/media\/[^/]+\/[^/]+|\/Volumes\/[^/]+)/.exec(path)?.[1];
  if (stick !== undefined) return { kind: 'removable', name: stick };
  const drive = /^[a-z]:/i.exec(path)?.[0];
  return drive !== undefined && facts.removableDevices.includes(drive.toUpperCase()) ? { kind: 'removable', name: drive.toUpperCase() } : own;
};

/** Lines of /proc/mounts; blanks in names are written `\040`. */
export const mountsIn = (text: string): readonly Mount[] =>
  text.split('\n').map((line) => line.split(' ')).filter((parts) => parts.length >= 3).map(([device = '', at = '', type = '']) => {
    const plain = (name: string): string => name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    return { device: plain(device), at: plain(at), type };
  });

/** Windows notes for every drive letter what it belongs to; a stick's note, UTF-16 in hexadecimal, names the USB driver. */
export const isStickNote = (registryAnswer: string): boolean => {
  const hex = /REG_BINARY\s+([0-9A-F]+)/i.exec(registryAnswer)?.[1] ?? '';
  const letters = (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit.slice(2) + unit.slice(0, 2), 16))).join('');
  return /USBSTOR|RemovableMedia/i.test(letters);
};
