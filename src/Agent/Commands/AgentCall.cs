using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bellwether.Agent.Commands.Client;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands;

/// <summary>A command under way that asks an agent.</summary>
internal sealed record AgentCall(ParseResult Words, AgentClient Client, Terminal Terminal, CancellationToken Stopping)
{
    /// <summary>Whether the answer is printed as it came.</summary>
    public required bool AsJson { get; init; }

    public Task<Reply<T>> GetAsync<T>(string path, JsonTypeInfo<T> form) =>
        Client.AskAsync(new(path, Body: null, AgentClient.Patience), form, Stopping);

    public Task<Reply<T>> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyForm, JsonTypeInfo<T> form) =>
        Client.AskAsync(
            new(path, JsonSerializer.SerializeToUtf8Bytes(body, bodyForm), AgentClient.Patience), form, Stopping);

    /// <summary>Announces something of a deployment and prints where it stands. Announcing twice is the same as
    /// once.</summary>
    public Task<int> AnnounceAsync<T>(string deploymentId, string what, T body, JsonTypeInfo<T> form) =>
        TellAsync(deploymentId, what, JsonSerializer.SerializeToUtf8Bytes(body, form), repeatable: true);

    /// <summary>Brings a person's word on a deployment and prints where it stands. It is journaled as often as it
    /// arrives.</summary>
    public Task<int> SayAsync<T>(string deploymentId, string what, T body, JsonTypeInfo<T> form) =>
        TellAsync(deploymentId, what, JsonSerializer.SerializeToUtf8Bytes(body, form), repeatable: false);

    /// <summary>Prints an answer: as it came, or as the text that is made of it.</summary>
    public void Print<T>(Reply<T> reply, Func<T, string> text) =>
        Terminal.Out.WriteLine(AsJson ? reply.Json : text(reply.Value));

    private async Task<int> TellAsync(string deploymentId, string what, byte[] body, bool repeatable)
    {
        var question = new Question($"/v1/deployments/{deploymentId}/{what}", body, AgentClient.Patience)
        {
            Repeatable = repeatable,
        };
        Print(await Client.AskAsync(question, ContractsJson.Wire.DeploymentStatus, Stopping), Sentence);
        return ExitCodes.Ok;
    }

    private static string Sentence(DeploymentStatus status) =>
        $"{status.DeploymentId}: {Choices.Word(status.State)}: {status.Summary}";
}
