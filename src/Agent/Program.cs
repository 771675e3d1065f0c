using Bellwether.Agent;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;

return await CommandLine.RunAsync(args, new LocalParts
{
    Run = RunAgent.RunAsync,
});
