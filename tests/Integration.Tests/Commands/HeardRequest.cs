namespace Bellwether.Integration.Tests.Commands;

internal sealed record HeardRequest(string Method, string Target, string Body);
