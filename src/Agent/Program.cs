using Bellwether.Agent.Commands;

return await CommandLine.RunAsync(args, new());
