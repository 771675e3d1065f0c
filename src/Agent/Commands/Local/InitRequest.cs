namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>init</c> was asked for.</summary>
/// <param name="Page">The metrics page, http or https.</param>
/// <param name="Service">Null: made from the page's host.</param>
/// <param name="Environment">Null: the standard one.</param>
/// <param name="Output">File to write.</param>
/// <param name="Overwrite">Whether a file that is there may be replaced.</param>
internal sealed record InitRequest(Uri Page, string? Service, string? Environment, string Output, bool Overwrite);
