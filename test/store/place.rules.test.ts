import { describe, expect, test } from 'vitest';
import type { PlaceFacts } from '../../core/store/place.rules.ts';
import { isStickNote, mountsIn, placeOf } from '../../core/store/place.rules.ts';

const at = (path: string, facts: Partial<PlaceFacts> = {}) => placeOf({ path, mounts: [], removableDevices: [], syncRoots: [], ...facts });
const mounts = mountsIn(
  [
    '/dev/sda2 / ext4 rw 0 0',
    '//nas/shop /home/li/nas cifs rw 0 0',
    'nas:/shop /mnt/nas nfs4 rw 0 0',
    'gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0',
    '/dev/sdb1 /mnt/u\\040盘 vfat rw 0 0',
    '',
  ].join('\n'),
);

describe('where the data lie', () => {
  test.each([
    ['C:\\Users\\li\\AppData\\Roaming\\Xiangke'],
    ['D:\\乡客'],
    ['/home/li/.config/Xiangke'],
    ['/Users/li/Library/Application Support/Xiangke'],
    ['C:\\Users\\li\\Documents\\OneDriveTips'],
    ['\\\\?\\C:\\Xiangke'],
  ])('%s is a folder of the computer itself', (path) => expect(at(path, { mounts })).toEqual({ kind: 'own', name: '' }));

  test.each([
    ['\\\\SERVER\\shop\\Xiangke', 'SERVER'],
    ['//server/shop', 'server'],
    ['/home/li/nas/Xiangke', '//nas/shop'],
    ['/mnt/nas', 'nas:/shop'],
    ['/run/user/1000/gvfs/smb-share:server=nas/Xiangke', 'gvfsd-fuse'],
  ])('%s is on the network', (path, name) => expect(at(path, { mounts })).toEqual({ kind: 'network', name }));

  test.each([
    ['C:\\Users\\li\\OneDrive\\Xiangke', 'OneDrive'],
    ['C:\\Users\\li\\OneDrive - 桂英土特产\\账', 'OneDrive'],
    ['D:\\我的坚果云\\Xiangke', '坚果云'],
    ['/home/li/Nutstore Files/Xiangke', '坚果云'],
    ['D:\\百度网盘同步空间\\账', '百度网盘'],
    ['D:\\BaiduSyncdisk\\账', '百度网盘'],
    ['/home/li/Dropbox/Xiangke', 'Dropbox'],
    ['/Users/li/Library/Mobile Documents/com~apple~CloudDocs/Xiangke', 'iCloud'],
    ['C:\\Users\\li\\iCloudDrive\\账', 'iCloud'],
    ['/Users/li/Library/CloudStorage/GoogleDrive-li/Xiangke', 'Google Drive'],
    ['C:\\Users\\li\\WPS云盘\\账', 'WPS 云盘'],
  ])('%s is kept in step by %s', (path, name) => expect(at(path)).toEqual({ kind: 'synced', name }));

  test('a folder that the sync program names itself counts, whatever it is called', () => {
    expect(at('E:\\账本\\店', { syncRoots: [['OneDrive', 'e:\\账本']] })).toEqual({ kind: 'synced', name: 'OneDrive' });
    expect(at('E:\\账本二', { syncRoots: [['OneDrive', 'e:\\账本']] })).toEqual({ kind: 'own', name: '' });
  });

  test.each([
    ['/media/li/KINGSTON/Xiangke', '/media/li/KINGSTON', []],
    ['/Volumes/USB/Xiangke', '/Volumes/USB', []],
    ['/mnt/u 盘/Xiangke', '/mnt/u 盘', ['/dev/sdb1']],
    ['E:\\Xiangke', 'E:', ['E:']],
  ])('%s can be pulled out', (path, name, removableDevices) => expect(at(path, { mounts, removableDevices })).toEqual({ kind: 'removable', name }));

  test('Windows notes a stick by the name of its driver and a built-in disk by a number', () => {
    const note = (text: string) => `HKEY_LOCAL_MACHINE\\SYSTEM\\MountedDevices\r\n    \\DosDevices\\E:    REG_BINARY    ${Buffer.from(text, 'utf16le').toString('hex').toUpperCase()}\r\n`;
    expect(isStickNote(note('_??_USBSTOR#Disk&Ven_Kingston&Prod_DT#001#{53f56307}'))).toBe(true);
    expect(isStickNote('    \\DosDevices\\C:    REG_BINARY    444D494F3A49443AAABBCCDD')).toBe(false);
    expect(isStickNote('ERROR: The system was unable to find the specified registry key')).toBe(false);
  });
});
