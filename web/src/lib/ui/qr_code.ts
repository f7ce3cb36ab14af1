// A text as a QR code (ISO/IEC 18004), as the path of a drawing; no I/O.
import qrcode from 'qrcode-generator';

/** The light margin that scanners need around it, in modules. */
export const quiet_modules = 4;

export interface QrCode {
  /** The side of the square with its margin, in modules. */
  side: number;
  /** What is dark, for the `d` of a path: a square of 1 for each module. */
  path: string;
}

export function qr_code_of(text: string): QrCode {
  const smallest = 0;
  const code = qrcode(smallest, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  let path = '';
  for (let row = 0; row < modules; ++row) {
    for (let column = 0; column < modules; ++column) {
      if (!code.isDark(row, column)) continue;
      path += `M${column + quiet_modules} ${row + quiet_modules}h1v1h-1z`;
    }
  }
  return { side: modules + 2 * quiet_modules, path };
}
