import { extensionOf } from './label.ts';
import { beginsAsMarkup, beginsAsProgram, detect } from './sniff.ts';

/** What a member's name says it is, and what its content must then be recognised as. */
const HARMLESS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  jpg: ['jpg'],
  jpeg: ['jpg'],
  png: ['png', 'apng'],
  gif: ['gif'],
  bmp: ['bmp'],
  webp: ['webp'],
  tif: ['tif'],
  tiff: ['tif'],
  heic: ['heic'],
  heif: ['heic'],
  pdf: ['pdf'],
  docx: ['docx', 'zip'],
  xlsx: ['xlsx', 'zip'],
  pptx: ['pptx', 'zip'],
  zip: ['zip'],
  dwg: ['dwg'],
};

/** Plain text has no mark of its own: it is recognised by what it lacks. */
const TEXT: ReadonlySet<string> = new Set(['txt', 'csv', 'dxf']);

const PROGRAMS: ReadonlySet<string> = new Set(
  (
    'exe com scr pif msi msix appx application dll sys cpl ocx drv bat cmd ps1 psm1 vb vbs vbe js jse mjs cjs ts wsf ' +
    'wsh wsc hta jar class dex apk aab ipa dmg pkg app deb rpm run bin elf so sh bash zsh csh command py pyc pl rb ' +
    'php phtml asp aspx jsp cgi html htm xhtml xht shtml mht mhtml svg svgz xml xsl lnk url website webloc scf inf ' +
    'reg gadget msc chm hlp iso img vhd vhdx swf desktop action workflow docm dotm xlsm xltm xlam xll pptm potm ppam ' +
    'ppsm sldm iqy slk settingcontent-ms library-ms'
  ).split(' '),
);

/** True for what a computer runs or a browser opens as a page, by name or by how it begins. */
export function isProgram(name: string, head: Buffer): boolean {
  return PROGRAMS.has(extensionOf(name)) || beginsAsProgram(head) || beginsAsMarkup(head);
}

/** True when name and content agree on one of the kinds that only show something. */
export async function isHarmless(name: string, head: Buffer): Promise<boolean> {
  const extension = extensionOf(name);
  if (TEXT.has(extension)) return isText(head);
  const accepted = Object.hasOwn(HARMLESS, extension) ? HARMLESS[extension] : undefined;
  return accepted?.includes(await detect(head)) ?? false;
}

function isText(head: Buffer): boolean {
  const wide = head.length >= 2 && [0xfeff, 0xfffe].includes(head.readUInt16BE(0));
  return wide || !head.includes(0);
}

/** What macOS and Windows put into archives unasked; nothing opens it. */
export function isSystemLitter(name: string, head: Buffer, size: number): boolean {
  if (size > 1024 * 1024) return false;
  const base = name.split('/').at(-1) ?? '';
  const magic = head.subarray(0, 8).toString('hex');
  if (base.startsWith('._')) return magic.startsWith('00051607');
  if (base === '.DS_Store') return magic === '0000000142756431';
  if (base.toLowerCase() === 'thumbs.db') return magic === 'd0cf11e0a1b11ae1';
  return base.toLowerCase() === 'desktop.ini' && isText(head);
}
