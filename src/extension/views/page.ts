/** The document of a page: a script and two style sheets of the extension, and nothing from anywhere else. */
import * as vscode from 'vscode';
import { type PictureName, pictureTitles } from '../../protocol';

/** Where the scripts and the style sheets are. */
export const pageRoots = (extension: vscode.Uri): vscode.Uri[] =>
  ['dist/views', 'media/views'].map(folder => vscode.Uri.joinPath(extension, folder));

export function pageDocument(name: PictureName, webview: vscode.Webview, extension: vscode.Uri): string {
  const uri = (path: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, path)).toString();
  const { cspSource } = webview;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource}; script-src ${cspSource}">
<meta name="viewport" content="width=device-width">
<title>${pictureTitles[name]}</title>
<link rel="stylesheet" href="${uri('media/views/page.css')}">
<link rel="stylesheet" href="${uri(`media/views/${name}.css`)}">
</head>
<body>
<script src="${uri(`dist/views/${name}.js`)}"></script>
</body>
</html>`;
}
