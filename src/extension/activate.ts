/** Puts the parts of the extension together, on the desktop and in the web alike. */
import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { DebugAdapterFactory } from './debug/adapter';
import { ConfigurationProvider } from './debug/configuration';
import { createInlineValues } from './debug/inline-values';
import { LineCounts } from './debug/line-counts';
import { createProblems } from './debug/problems';
import { momentPath, openMoment, registerRecordings } from './debug/recordings';
import { createStatusBar } from './debug/status-bar';
import { createTerminals } from './debug/terminal';
import { registerTimeCommands } from './debug/time-commands';
import { registerGuestDocuments } from './guest-documents';
import { createAssembly } from './language/assembly';
import { createInactiveRegions } from './language/inactive';
import { createLenses } from './language/lenses';
import { startLanguageClient } from './language/client';
import { registerLinks } from './links';
import type { Platform } from './platform';
import { createLabs } from './testing/labs';
import { tourPath } from './tour/steps';
import { registerTour } from './tour/tour';
import { createPanel } from './views/panel';

export function activateWith(context: vscode.ExtensionContext, platform: Platform): void {
  const panel = createPanel(context);
  const configurations = new ConfigurationProvider(() => panel.seen);
  context.subscriptions.push(
    panel,
    vscode.debug.registerDebugAdapterDescriptorFactory(
      'ringside',
      new DebugAdapterFactory(context, platform),
    ),
    vscode.debug.registerDebugConfigurationProvider('ringside', configurations),
    vscode.debug.registerDebugConfigurationProvider(
      'ringside',
      { provideDebugConfigurations: () => configurations.provideDebugConfigurations() },
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    createStatusBar(),
    createTerminals(),
    createInlineValues(),
    createProblems(),
    registerCommands(),
    registerTimeCommands(),
    registerRecordings(),
    registerTour(context, platform),
    registerLinks({
      [momentPath]: query => openMoment(query, context.globalStorageUri),
      [tourPath]: step => vscode.commands.executeCommand('ringside.tour', step),
    }),
    registerGuestDocuments(),
  );
  createLabs(context, platform);
  const server = startLanguageClient(context, platform);
  const assembly = createAssembly(server);
  context.subscriptions.push(
    server,
    assembly,
    new LineCounts(document => assembly.listingOf(document)),
    createInactiveRegions(server),
    createLenses(server),
  );
}
