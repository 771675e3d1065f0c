using Bellwether.Agent;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Demo;
using Bellwether.Agent.Commands.Local;

return await CommandLine.RunAsync(args, new LocalParts
{
    Run = RunAgent.RunAsync,
    Demo = DemoStory.RunAsync,
    Check = CheckFiles.RunAsync,
    Discover = DiscoverPage.RunAsync,
    Init = WriteConfiguration.RunAsync,
    AuditVerify = VerifyJournal.RunAsync,
    Replay = ReplayDeployment.RunAsync,
    Rehearse = RehearseDeployments.RunAsync,
    HistoryImport = ImportHistory.RunAsync,
    HistoryExport = ExportHistory.RunAsync,
    KeepBackup = RestoreBackup.KeepAsync,
    Restore = RestoreBackup.RunAsync,
});
